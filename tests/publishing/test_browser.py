"""The site in a browser: for everyone, with and without scripts, on every width, in light and dark.

Needs Chromium, Playwright (PyPI), and for the checks of axe and of the W3C ``npm install axe-core vnu-jar`` at the
root of the checkout, or AXE_CORE and VNU_JAR naming the files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tei_edition.build import build
from tei_edition.edition import open_edition

from .conftest import ISLAND, ROOT

pytestmark = pytest.mark.browser

KINDS = (
    "index.html",
    "documents/letter-a.html",
    "documents/letter-b.html",
    "persons/index.html",
    "persons/kerr.html",
    "texts/introduction.html",
    "signs.html",
    "search.html",
    "source/letter-a.html",
)


def chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not found:
        pytest.skip("there is no Chromium; set CHROMIUM")
    return found


def tool(variable: str, path: str) -> Path:
    found = Path(os.environ.get(variable) or ROOT / "node_modules" / path)
    if not found.is_file():
        pytest.skip(f"there is no {found.name}; npm install axe-core vnu-jar, or set {variable}")
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with playwright.sync_playwright() as p:
        running = p.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the island with its search."""
    root = tmp_path_factory.mktemp("whole")
    shutil.copytree(ISLAND, root, dirs_exist_ok=True)
    build(open_edition(root), book=False)
    return root / "dist" / "site"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address(whole: Path) -> Iterator[str]:
    handler = partial(_Quiet, directory=str(whole.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        # from a sub-path, as on many hosts
        yield f"http://127.0.0.1:{http.server_address[1]}/site/"
        http.shutdown()


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_axe_finds_nothing(browser: Any, address: str, width: int, scheme: str) -> None:
    axe = tool("AXE_CORE", "axe-core/axe.min.js")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = []
    for kind in KINDS:
        for view in ("reading", "diplomatic") if kind.startswith("documents/") else ("",):
            page.goto(f"{address}{kind}?view={view}")
            page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
            page.add_script_tag(path=str(axe))
            result = page.evaluate(f"axe.run(document, {{ runOnly: {RULES} }})")
            found += [(kind, view, v["id"], n["html"][:120]) for v in result["violations"] for n in v["nodes"]]
    context.close()
    assert found == []


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_is_wider_than_the_window(browser: Any, address: str, width: int, script: bool) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=True)
    page = context.new_page()
    if not script:
        page.route("**/*.js", lambda route: route.abort())
    wide = []
    for kind in KINDS:
        page.goto(address + kind)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wide += [(kind, over)] if over > 0 else []
    context.close()
    assert wide == []


def test_no_request_leaves_the_site(browser: Any, address: str) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    for kind in KINDS:
        page.goto(address + kind)
    page.close()
    assert [url for url in asked if not url.startswith(address)] == []


def test_views_are_switched_without_a_script(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}documents/letter-a.html")
    page.locator("label[for=view-diplomatic]").click()
    assert page.locator(".view.diplomatic").is_visible()
    assert not page.locator(".view.reading").is_visible()
    context.close()


def test_the_view_stays_in_the_address(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}documents/letter-a.html")
    page.locator("label[for=view-diplomatic]").click()
    assert page.url.endswith("?view=diplomatic")
    page.goto(page.url + "#l6")
    page.reload()
    assert page.locator(".view.diplomatic").is_visible()
    assert page.locator("#d-l6").evaluate("e => e.parentElement.classList.contains('here')")
    page.close()


def test_a_line_within_a_fold_is_unfolded(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}documents/letter-a.html#l11")
    assert page.locator("#l11").is_visible()
    page.close()


def test_a_sign_is_explained_on_focus(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}documents/letter-b.html")
    page.locator(".reading [data-sign=supplied-subaudible]").focus()
    assert page.locator("#gloss").inner_text() == "Understood in the original, supplied by the translator"
    page.close()


def test_a_word_is_found_and_shown_in_its_place(browser: Any, address: str) -> None:
    pytest.importorskip("pagefind", reason="Pagefind is not installed")
    page = browser.new_page()
    page.goto(f"{address}search.html")
    page.fill("#q", "rope")
    page.locator("ol.hits li").nth(1).wait_for()
    page.select_option("#facet-from", label="Ivo Kerr (2)")
    page.wait_for_function("document.querySelectorAll('ol.hits li').length === 1")
    page.locator("ol.hits a").click()
    page.wait_for_url("**/documents/letter-c-2.html?mark=rope")
    assert page.evaluate("CSS.highlights.get('sought').size") == 1
    page.close()


def test_a_document_is_light(browser: Any, address: str) -> None:
    page = browser.new_page()
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: len(answer.body())}))
    page.goto(f"{address}documents/letter-a.html")
    page.wait_for_load_state("networkidle")
    assert sum(size for url, size in sizes.items() if "/fonts/" not in url) < 100_000
    assert sum(size for url, size in sizes.items() if url.endswith(".js")) < 30_000
    page.close()


def test_nothing_moves_while_a_page_loads(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((l) => l.getEntries().forEach((e) => { moved += e.value }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(f"{address}documents/letter-a.html")
    page.wait_for_timeout(800)
    assert page.evaluate("moved") < 0.02
    page.close()


@pytest.mark.java
def test_the_html_is_valid(whole: Path) -> None:
    if not shutil.which("java"):
        pytest.skip("there is no Java")
    jar = tool("VNU_JAR", "vnu-jar/build/dist/vnu.jar")
    done = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", "--skip-non-html", str(whole)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
