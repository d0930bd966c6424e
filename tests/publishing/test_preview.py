"""The preview: what changed is rebuilt, what did not is not, and what is wrong stands beside the page."""

from __future__ import annotations

import json
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tei_edition import preview as previewing
from tei_edition.diagnostics import Refusal
from tei_edition.preview import Preview, Remembering, server

from .conftest import folder_with, tei


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    folder_with(tmp_path / "e", {"a": tei("<p>first</p>"), "b": tei("<p>other</p>")}, '[site]\noff = ["search"]\n')
    made = Preview(tmp_path / "e", report=lambda _: None)
    made.look()
    made.rebuild()
    return made


@pytest.fixture
def address(preview: Preview) -> Iterator[str]:
    with server(preview, 0) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_address[1]}"
        http.shutdown()


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return str(answer.read().decode())


def test_a_change_is_seen_and_shown(preview: Preview, address: str) -> None:
    assert not preview.look()
    (preview.root / "documents/a.xml").write_text(tei("<p>second thoughts</p>"), "utf-8")
    assert preview.look()
    preview.rebuild()
    assert "second thoughts" in read(f"{address}/documents/a.html")


def test_only_what_changed_is_made_again(preview: Preview) -> None:
    made: list[str] = []

    class Telling(Remembering):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            new = (fn, args) not in self._done
            if new and hasattr(args[0], "path"):
                made.append(Path(args[0].path).name)
            return super().submit(fn, *args, **kwargs)

    memory = Telling()
    memory._done = preview._memory._done
    preview._memory = memory
    preview.rebuild()
    assert made == []
    (preview.root / "documents/a.xml").write_text(tei("<p>second</p>"), "utf-8")
    preview.rebuild()
    assert sorted(made) == ["a.html", "a.html", "a.xml"]


def test_the_script_of_the_preview_is_in_the_preview_only(preview: Preview, address: str) -> None:
    assert previewing.SCRIPT in read(f"{address}/index.html")
    assert previewing.SCRIPT not in (preview.root / "dist/site/index.html").read_text("utf-8")


def test_a_mistake_is_told_and_the_page_stays(preview: Preview, address: str) -> None:
    (preview.root / "edition.toml").write_text("title = ", "utf-8")
    preview.rebuild()
    state = json.loads(read(address + previewing.STATE))
    assert [d["code"] for d in state["diagnostics"]] == ["toml-syntax"]
    assert "first" in read(f"{address}/documents/a.html")


def test_a_port_that_is_taken_is_said_plainly(preview: Preview) -> None:
    with server(preview, 0) as http, pytest.raises(Refusal, match="port"):
        server(preview, http.server_address[1])
