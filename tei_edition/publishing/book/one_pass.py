"""The typesetting process, run as a script: a job a line in, a line out when its report and PDFs lie on the disk.

The only place that knows typst. It imports nothing of the package, so that it starts at once. It remembers the
layout of a pass, so that the next does anew only what has changed; its memory is given back when it ends.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

import typst

# loops, not functions: the engine remembers every call of a function, and there is a mark for every few words
QUERY = """{
  let facts = (plumbs: (), lemmas: (), mentions: (), places: (), leaves: (), notes: (), calls: (), pages: 0)
  // the heights of the lines of a document on a page; of several marks on a line one will do
  let (document, page, y, heights) = (none, 0, 0pt, ())
  for m in query(<plumb>) {
    let p = m.location().position()
    if p.page != page or m.value != document {
      if heights.len() > 0 { facts.plumbs.push((document, page, heights)) }
      (document, page, y, heights) = (m.value, p.page, p.y, (p.y.pt(),))
    } else if p.y != y {
      y = p.y
      heights.push(y.pt())
    }
  }
  if heights.len() > 0 { facts.plumbs.push((document, page, heights)) }
  for m in query(<lemma>) { let p = m.location().position(); facts.lemmas.push((..m.value, p.page, calc.round(p.y.pt(), digits: 2))) }
  for m in query(<mention>) { facts.mentions.push((m.value, m.location().page())) }
  for m in query(<place>) { let p = m.location().position(); facts.places.push((m.value, p.page, calc.round(p.y.pt(), digits: 2))) }
  for m in query(<leaf>) { let p = m.location().position(); facts.leaves.push((m.value, p.page, calc.round(p.y.pt(), digits: 2))) }
  for m in query(<entry>) { facts.notes.push((m.value, m.location().page())) }
  for m in query(<call>) { facts.calls.push((m.value, m.location().page())) }
  for m in query(<last-page>) { facts.pages = m.location().page() }
  facts
}"""


class Compositor:
    """Sets formes; each volume keeps its engine, so that what did not change is not set again."""

    def __init__(self) -> None:
        self._engines: dict[tuple[str, str], Any] = {}
        self._fonts: Any = None

    def work(self, job: dict[str, Any]) -> dict[str, Any]:
        """Lay out every forme of a job; the report holds the facts of each, or the first error."""
        facts: dict[str, Any] = {}
        for name in job["formes"]:
            try:
                facts[name] = self._set(job, name)
            except RuntimeError as error:  # the class of all the engine's errors
                hints = list(getattr(error, "hints", ()))
                return {"facts": {}, "error": {"forme": name, "message": str(error), "hints": hints}, "memory": 0}
        return {"facts": facts, "error": None, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}

    def _set(self, job: dict[str, Any], name: str) -> Any:
        # one input, never two: their order changes from call to call, and with it whatever the engine remembers
        inputs = {"book": f"{name}/{job['book']}"}
        several = len(job["formes"]) > 1
        # many small formes share one engine: its fonts are loaded once
        key = ("", "") if several else (name, job["book"])
        if key not in self._engines:
            self._engines[key] = engine(job, inputs, self._fonts_of(job))
        compiler = self._engines[key]
        if job["pdf"] or several:
            pdf = compiler.compile(
                sys_inputs=inputs, pdf_standards=job["standards"], timestamp=job["timestamp"], pdf_tags=True
            )
            (Path(job["root"]) / name / "book.pdf").write_bytes(pdf)
        return json.loads(compiler.eval(QUERY))

    def _fonts_of(self, job: dict[str, Any]) -> Any:
        """The fonts of the job, loaded once; a family that is not among them is an error, not a silent other one."""
        if self._fonts is None:
            self._fonts = typst.Fonts(include_system_fonts=False, font_paths=job["fonts"])
            known = {family.casefold() for family in self._fonts.families()}
            for family in job["families"]:
                if family.casefold() not in known:
                    raise RuntimeError(f"unknown font family: {family}")
        return self._fonts


def engine(job: dict[str, Any], inputs: dict[str, str], fonts: Any) -> Any:
    """An engine with the fonts of the job, that sees nothing outside the job's folder."""
    root = Path(job["root"])
    return typst.Compiler(
        str(root / "book.typ"),
        root=str(root),
        font_paths=fonts,
        sys_inputs=inputs,
    )


def main() -> None:
    """Work off the jobs that come in, each named by the path of its file."""
    compositor = Compositor()
    for line in sys.stdin:
        order = Path(json.loads(line))
        report = compositor.work(json.loads(order.read_text(encoding="utf-8")))
        order.with_name("report.json").write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
        sys.stdout.write("done\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
