"""One pass of typesetting, run as a script in a process of its own: JOB.json in, report.json and PDFs out.

The only place that knows typst. It imports nothing of the package, so that a pass starts at once, and its
process gives all its memory back when it ends.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import typst

QUERY = """{
  let at(mark) = { let p = mark.location().position(); (p.page, p.y.pt()) }
  (
    lines: query(<line>).map(m => (..m.value, ..at(m))),
    lemmas: query(<lemma>).map(m => (..m.value, ..at(m))),
    mentions: query(<mention>).map(m => (m.value, m.location().page())),
    places: query(<place>).map(m => (m.value, ..at(m))),
    leaves: query(<leaf>).map(m => (m.value, m.location().page(), m.location().position().x.pt())),
    notes: query(<entry>).map(m => (m.value, m.location().page())),
    calls: query(<call>).map(m => (m.value, m.location().page())),
    pages: query(<last-page>).map(m => m.location().page()).at(0, default: 0),
  )
}"""


def work(job: dict[str, Any]) -> dict[str, Any]:
    """Lay out every forme of the job; the report holds the facts of each, or the first error."""
    root = Path(job["root"])
    facts: dict[str, Any] = {}
    compiler: Any = None
    for name in job["formes"]:
        inputs = {"forme": name, "book": job["book"]}
        try:
            if compiler is None:
                # the fonts are loaded once for all formes
                compiler = typst.Compiler(
                    str(root / "book.typ"),
                    root=str(root),
                    font_paths=job["fonts"],
                    ignore_system_fonts=True,
                    sys_inputs=inputs,
                )
            if job["pdf"] or len(job["formes"]) > 1:
                pdf = compiler.compile(
                    sys_inputs=inputs, pdf_standards=job["standards"], timestamp=job["timestamp"], pdf_tags=True
                )
                (root / name / "book.pdf").write_bytes(pdf)
            facts[name] = json.loads(compiler.eval(QUERY))
        except RuntimeError as error:  # the class of all the engine's errors
            hints = list(getattr(error, "hints", ()))
            return {"facts": {}, "error": {"forme": name, "message": str(error), "hints": hints}}
    return {"facts": facts, "error": None}


if __name__ == "__main__":
    order = Path(sys.argv[1])
    report = work(json.loads(order.read_text(encoding="utf-8")))
    order.with_name("report.json").write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
