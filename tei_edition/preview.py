"""Preview: the site on this machine, rebuilt when a file changes, with the diagnostics beside the page."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final, ParamSpec, TypeVar
from urllib.parse import unquote

from tei_edition import transform
from tei_edition.building import build
from tei_edition.diagnostics import Diagnostic, Refusal, as_json
from tei_edition.edition import open_edition
from tei_edition.publishing.search import make_index
from tei_edition.trust import review
from tei_edition.workers import Serial

P = ParamSpec("P")
T = TypeVar("T")

WATCHED: Final = (
    "edition.toml",
    "documents",
    "registers",
    "texts",
    "theme",
    "facsimiles",
    "transcripts",
    "decisions",
)
PAUSE: Final = 0.25
"""Seconds between two looks at the files."""

STATE: Final = "/_preview.json"
SCRIPT: Final = "/_preview.js"
REVIEW: Final = "/_review.json"
"""What is doubtful in the document of a page: ``/_review.json?a`` for ``documents/a.xml``."""


class Remembering(Serial):
    """Does a job once: what did not change since is not made again. Jobs are compared whole."""

    def __init__(self) -> None:
        self._done: dict[Any, Any] = {}
        self._used: set[Any] = set()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The finished future of a job, from memory if it was done before."""
        key = (fn, args)
        self._used.add(key)
        done: Future[T] = self._done[key] if key in self._done else super().submit(fn, *args, **kwargs)
        if done.exception() is None:
            self._done[key] = done
        return done

    def forget_unused(self) -> None:
        """Let go of what the last build did not ask for."""
        self._done = {key: value for key, value in self._done.items() if key in self._used}
        self._used = set()

    def forget(self) -> None:
        """Let go of everything: a stylesheet changed."""
        self._done, self._used = {}, set()


class Preview:
    """The state of a preview: a version that counts builds, and what the last one said."""

    def __init__(self, root: Path, report: Callable[[str], object] = print) -> None:
        self.root, self.report = root, report
        self.version = 0
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self._memory = Remembering()
        self._seen: dict[Path, tuple[float, int]] = {}

    def rebuild(self) -> None:
        """Build the site; a refusal is shown, and the previous site stays."""
        start = time.perf_counter()
        try:
            outcome = build(open_edition(self.root), executor=self._memory, book=False, drafts=True, index=False)
            self.diagnostics = outcome.diagnostics
            self.report(f"built in {time.perf_counter() - start:.2f} s")
        except Refusal as refusal:
            self.diagnostics = refusal.diagnostics
            self.report(str(refusal))
        self._memory.forget_unused()
        self.version += 1
        self._index()

    def _index(self) -> None:
        """The search follows the page: nobody waits for it."""
        site = self.root / "dist" / "site"
        if (site / "search.html").is_file():
            self.diagnostics += tuple(make_index(site))

    def look(self) -> bool:
        """True if a file of the edition changed since the last look."""
        found = {p: (p.stat().st_mtime, p.stat().st_size) for p in self._files()}
        changed = {p for p in found.keys() | self._seen.keys() if found.get(p) != self._seen.get(p)}
        self._seen = found
        if any(p.suffix == ".xsl" for p in changed):
            transform.stylesheet.cache_clear()
            self._memory.forget()
        return bool(changed)

    def _files(self) -> list[Path]:
        files: list[Path] = []
        for name in WATCHED:
            path = self.root / name
            files += [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
        return files

    def watch(self, stop: threading.Event) -> None:
        """Rebuild at every change until told to stop."""
        while not stop.wait(PAUSE):
            if self.look():
                self.rebuild()

    def review(self, identifier: str) -> bytes:
        """What is doubtful in one document, least certain first; nothing for what is none."""
        try:
            return review.as_json(review.review_document(open_edition(self.root), unquote(identifier))).encode()
        except Refusal:
            return b"[]"

    @property
    def state(self) -> bytes:
        """What the page asks for: the version and the diagnostics."""
        return json.dumps({"version": self.version, "diagnostics": json.loads(as_json(self.diagnostics))}).encode()


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site; adds the preview's script to each page on its way out."""

    def __init__(self, *args: Any, preview: Preview, **kwargs: Any) -> None:
        self.preview = preview
        super().__init__(*args, directory=str(preview.root / "dist" / "site"), **kwargs)

    def do_GET(self) -> None:
        """A page, a file, or the state of the preview."""
        path = self.path.partition("?")[0]
        if path == STATE:
            return self._answer(self.preview.state, "application/json")
        if path == REVIEW:
            return self._answer(self.preview.review(self.path.partition("?")[2]), "application/json")
        if path == SCRIPT:
            return self._answer(PANEL.encode(), "text/javascript; charset=utf-8")
        if path.endswith((".html", "/")):
            file = Path(self.translate_path(path))
            file = file / "index.html" if file.is_dir() else file
            if file.is_file():
                script = f'<script src="{SCRIPT}" defer></script></body>'.encode()
                return self._answer(file.read_bytes().replace(b"</body>", script), "text/html; charset=utf-8")
        return super().do_GET()

    def _answer(self, data: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Nothing: an editor wants to hear of builds, not of requests."""


def server(preview: Preview, port: int) -> ThreadingHTTPServer:
    """A server on this machine alone; port 0 takes any free one.

    Raises:
        Refusal: the port is taken.
    """
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, preview=preview))
    except OSError as error:
        said = f"port {port} cannot be used: {error.strerror or error}"
        raise Refusal(Diagnostic("port-taken", said)) from None


def serve(root: Path, port: int, report: Callable[[str], object]) -> None:
    """Build, serve and rebuild until interrupted."""
    preview = Preview(root, report)
    preview.look()
    preview.rebuild()
    stop = threading.Event()
    with server(preview, port) as http:
        threading.Thread(target=preview.watch, args=(stop,), daemon=True).start()
        report(f"http://127.0.0.1:{http.server_address[1]}/  (Ctrl+C ends)")
        try:
            http.serve_forever()
        except KeyboardInterrupt:
            report("ended")
        finally:
            stop.set()


PANEL: Final = """
(() => {
  let version = null;
  const panel = document.createElement("aside");
  panel.setAttribute("aria-label", "Preview");
  panel.style.cssText = "position:fixed;inset-block-end:0;inset-inline-end:0;max-width:26rem;max-height:45vh;overflow:auto;"
    + "background:#fff8dc;color:#222;font:14px/1.4 system-ui;padding:.6rem 1rem;border:1px solid #b8a060;z-index:99";
  const tei = document.querySelector('link[type="application/tei+xml"]')?.getAttribute("href") ?? "";
  const own = decodeURIComponent(tei.split("/").pop() ?? "").replace(/\\.xml$/, "");
  const section = (title, lines) => {
    if (!lines.length) return;
    const part = document.createElement("details");
    part.open = sessionStorage.getItem(`_${title}`) !== "shut";
    part.addEventListener("toggle", () => sessionStorage.setItem(`_${title}`, part.open ? "" : "shut"));
    const head = document.createElement("summary");
    head.style.cssText = "font-weight:600;cursor:pointer";
    head.textContent = `${title} (${lines.length})`;
    const list = document.createElement("ul");
    list.style.cssText = "margin:.3rem 0;padding-inline-start:1.1rem";
    for (const { text, note, strong } of lines) {
      const item = document.createElement("li");
      item.style.cssText = "margin:.35rem 0" + (strong ? ";font-weight:600" : "");
      item.textContent = text;
      if (note) {
        const small = document.createElement("div");
        small.style.cssText = "font-weight:400;color:#5b5030;font-size:.92em";
        small.textContent = note;
        item.append(small);
      }
      list.append(item);
    }
    part.append(head, list);
    panel.append(part);
  };
  const show = async (diagnostics) => {
    panel.replaceChildren();
    const short = (words) => words.length > 90 ? `${words.slice(0, 60)} … ${words.slice(-20)}` : words;
    const mine = (d) => d.file && tei.endsWith(d.file);
    section("Messages", [...diagnostics.filter(mine), ...diagnostics.filter((d) => !mine(d))].map((d) => ({
      text: `${d.file}${d.line ? ":" + d.line : ""}: ${d.severity}: ${d.message}`, note: d.hint, strong: mine(d),
    })));
    if (own) {
      const items = await (await fetch(`/_review.json?${encodeURIComponent(own)}`, { cache: "no-store" })).json();
      section("To review, least certain first", items.map((d) => ({
        text: `${d.line ? `line ${d.line}: ` : ""}${d.words && !d.message.includes(`“${d.words}”`) ? `“${short(d.words)}” ` : ""}${d.message}`,
        note: d.advice,
      })));
    }
    if (panel.children.length) document.body.append(panel); else panel.remove();
    document.body.style.paddingBlockEnd = `${panel.offsetHeight}px`;  // the page's last lines can be scrolled above it
  };
  const ask = async () => {
    try {
      const state = await (await fetch("/_preview.json", { cache: "no-store" })).json();
      if (version === null) { version = state.version; await show(state.diagnostics); }
      else if (state.version !== version) { sessionStorage.setItem("_at", scrollY); location.reload(); return; }
    } catch { /* the server has ended */ }
    setTimeout(ask, 300);
  };
  const at = sessionStorage.getItem("_at");
  if (at !== null) { scrollTo(0, Number(at)); sessionStorage.removeItem("_at"); }
  ask();
})();
"""
