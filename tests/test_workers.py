"""Who does the work, and in what order is it done?"""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

from tei_edition.workers import Serial, workers


def test_little_work_is_done_here_and_much_by_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with workers(59, 60) as staff:
        assert isinstance(staff, Serial)
    with workers(60, 60) as staff:
        assert isinstance(staff, ProcessPoolExecutor)


def test_on_one_core_much_work_is_done_here_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    with workers(1000, 60) as staff:
        assert isinstance(staff, Serial)


def test_those_an_editor_sends_do_it_however_little_it_is() -> None:
    with ThreadPoolExecutor(1) as sent, workers(1, 60, sent) as staff:
        assert staff is sent


def test_a_job_is_done_when_its_result_is_asked_for() -> None:
    done: list[str] = []
    results = Serial().map(done.append, ["a", "b"])
    next(results)
    assert done == ["a"]


def test_what_a_job_raises_is_raised_with_its_result() -> None:
    future = Serial().submit(int, "twelve")
    with pytest.raises(ValueError, match="twelve"):
        future.result()
