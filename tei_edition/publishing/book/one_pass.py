"""The typesetting process, run as a script: a job a line in, as JSON; two lines out, what was found and the end.

The only place that knows typst. It imports nothing of the package, so that it starts at once. It remembers the
layout of a pass, so that the next does anew only what has changed; its memory is given back when it ends.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import typst

# loops, not functions: the engine remembers every call of a function, and there is a mark for every few words
LINES: Final = """{
  // the heights of the lines of a document on a page; of several marks on a line one will do
  let plumbs = ()
  let (document, page, y, heights) = (none, 0, 0pt, ())
  for m in query(<plumb>) {
    let p = m.location().position()
    if p.page != page or m.value != document {
      if heights.len() > 0 { plumbs.push((document, page, heights)) }
      (document, page, y, heights) = (m.value, p.page, p.y, (p.y.pt(),))
    } else if p.y != y {
      y = p.y
      heights.push(y.pt())
    }
  }
  if heights.len() > 0 { plumbs.push((document, page, heights)) }
  (plumbs: plumbs)
}"""
MARKS: Final = """{
  let facts = (lemmas: (), mentions: (), places: (), leaves: (), notes: (), calls: (), pages: 0)
  for m in query(<lemma>) { let p = m.location().position(); facts.lemmas.push((..m.value, p.page, calc.round(p.y.pt(), digits: 2))) }
  for m in query(<mention>) { facts.mentions.push((m.value, m.location().page())) }
  for m in query(<place>) { let p = m.location().position(); facts.places.push((m.value, p.page, calc.round(p.y.pt(), digits: 2))) }
  for m in query(<leaf>) { let p = m.location().position(); facts.leaves.push((m.value, p.page, calc.round(p.y.pt(), digits: 2))) }
  for m in query(<entry>) { facts.notes.push((m.value, m.location().page())) }
  for m in query(<call>) { facts.calls.push((m.value, m.location().page())) }
  for m in query(<last-page>) { facts.pages = m.location().page() }
  facts
}"""
LAYOUT_ONLY: Final = "none"


class Compositor:
    """Sets formes; each volume keeps its engines, so that what did not change is not set again.

    A volume has two engines that share what they remember: one asks where the marks landed, the other at the same
    time where the lines are, or writes the PDF.
    """

    def __init__(self) -> None:
        self._engines: dict[tuple[str, str], tuple[Any, Any]] = {}
        self._fonts: Any = None
        self._second = ThreadPoolExecutor(1)

    def work(self, job: dict[str, Any], answer: Callable[[dict[str, Any]], None]) -> None:
        """Do a job: answer what was found as soon as it is known, and then that all is on the disk, or the first error."""
        formes, ahead = job["formes"], job["ahead"]
        written: Future[None] | None = None
        facts, error = {}, None
        try:
            if len(formes) == 1:
                facts[formes[0]], written = self._set_volume(job, formes[0])
            else:
                facts, error = self._set_many(job, formes)
        except RuntimeError as refused:  # the class of all the engine's errors
            error = _said(formes[0], refused)
        answer({"facts": facts, "error": error, "ahead": ahead})
        try:
            if written:
                written.result()
        except RuntimeError as refused:
            error = _said(formes[0], refused)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        answer({"error": error, "memory": memory, "ahead": ahead})

    def _set_volume(self, job: dict[str, Any], name: str) -> tuple[Any, Future[None] | None]:
        """What one forme holds, and the PDF, if it is asked for, as it is being written."""
        first, second = self._pair(job, (name, job["book"]), _inputs(job, name))
        first.eval(LAYOUT_ONLY)
        if job["ahead"]:
            return None, None
        if job["pdf"]:
            written = self._second.submit(_write, second, job, name)
            return _found(first), written
        lines = self._second.submit(second.eval, LINES)
        marks = json.loads(first.eval(MARKS))
        return json.loads(lines.result()) | marks, None

    def _set_many(self, job: dict[str, Any], formes: Sequence[str]) -> tuple[dict[str, Any], dict[str, Any] | None]:
        """What many small formes hold, half of them by each engine, and the first error; their PDFs are always written."""
        # they share the engines of the first: the fonts are loaded once
        first, second = self._pair(job, ("", ""), _inputs(job, formes[0]))
        others = self._second.submit(_set_each, second, job, formes[1::2])
        facts, refused = _set_each(first, job, formes[::2])
        more, refused_too = others.result()
        errors = refused | refused_too
        return facts | more, next((errors[name] for name in formes if name in errors), None)

    def _pair(self, job: dict[str, Any], key: tuple[str, str], inputs: dict[str, str]) -> tuple[Any, Any]:
        if key not in self._engines:
            self._engines[key] = (self._engine(job, inputs), self._engine(job, inputs))
        return self._engines[key]

    def _engine(self, job: dict[str, Any], inputs: dict[str, str]) -> Any:
        """An engine with the fonts of the job, that sees nothing outside the job's folder."""
        root = Path(job["root"])
        return typst.Compiler(str(root / "book.typ"), root=str(root), font_paths=self._fonts_of(job), sys_inputs=inputs)

    def _fonts_of(self, job: dict[str, Any]) -> Any:
        """The fonts of the job, loaded once; a family that is not among them is an error, not a silent other one."""
        if self._fonts is None:
            self._fonts = typst.Fonts(include_system_fonts=False, font_paths=job["fonts"])
            known = {family.casefold() for family in self._fonts.families()}
            for family in job["families"]:
                if family.casefold() not in known:
                    raise RuntimeError(f"unknown font family: {family}")
        return self._fonts


def _inputs(job: dict[str, Any], name: str) -> dict[str, str]:
    # one input, never two: their order changes from call to call, and with it whatever the engine remembers
    return {"book": f"{name}/{job['book']}"}


def _found(engine: Any) -> Any:
    """Where the lines and the marks of a layout are."""
    return json.loads(engine.eval(LINES)) | json.loads(engine.eval(MARKS))


def _set_each(
    engine: Any, job: dict[str, Any], formes: Sequence[str]
) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """What each forme holds, up to the first that is refused."""
    facts = {}
    for name in formes:
        try:
            _write(engine, job, name)
            facts[name] = _found(engine)
        except RuntimeError as refused:
            return facts, {name: _said(name, refused)}
    return facts, {}


def _write(engine: Any, job: dict[str, Any], name: str) -> None:
    """The PDF of a forme, from the layout that the engine remembers, if it has seen it."""
    pdf = engine.compile(
        sys_inputs=_inputs(job, name), pdf_standards=job["standards"], timestamp=job["timestamp"], pdf_tags=True
    )
    (Path(job["root"]) / name / "book.pdf").write_bytes(pdf)


def _said(name: str, error: RuntimeError) -> dict[str, Any]:
    return {"forme": name, "message": str(error), "hints": list(getattr(error, "hints", ()))}


def main() -> None:
    """Work off the jobs that come in."""
    compositor = Compositor()
    for line in sys.stdin:
        compositor.work(json.loads(line), _answer)


def _answer(said: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
