"""Who does the work: this process where there is little of it, several where there is much."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Serial(Executor):
    """Runs each job here and now. Example: ``list(Serial().map(len, ["a", "bc"])) == [1, 2]``."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The finished future of a job; what the job raises is raised by ``result()``."""
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

    def map(
        self,
        fn: Callable[..., T],
        /,
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,  # noqa: ARG002  # nothing is sent anywhere
    ) -> Iterator[T]:
        """The results one by one, each when it is asked for: progress is told as it is made."""
        return map(lambda *job: self.submit(fn, *job).result(timeout), *iterables)


@contextmanager
def workers(jobs: int, many: int, given: Executor | None = None) -> Iterator[Executor]:
    """An executor for so many jobs: the one that is given, this process below ``many`` of them, else one a core.

    >>> with workers(2, 60) as staff:
    ...     list(staff.map(len, ["a", "bc"]))
    [1, 2]
    """
    if given is not None:
        yield given
    elif jobs < many or (os.cpu_count() or 1) < 2:
        yield Serial()
    else:
        # spawn: Saxon does not survive a fork once it has started
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            yield pool
