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

from tei_edition.building import build
from tei_edition.edition import open_edition
from tei_edition.publishing import chronology
from tei_edition.publishing import site as pages

from .conftest import ISLAND, ROOT, SHORES

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
    "places/index.html",
    "places/ellery.html",
)

SHORE_KINDS = (
    "index.html",
    "documents/quay.html",
    "documents/yokohama.html",
    "documents/cairo.html",
    "years/1921-05_1.html",
    "persons/kerr/2.html",
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


@pytest.fixture(scope="module")
def divided(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both invented editions as one whose pages are short: periods, further pages of an entry, every script."""
    root = tmp_path_factory.mktemp("divided")
    shutil.copytree(ISLAND, root, dirs_exist_ok=True)
    shutil.copytree(SHORES, root, dirs_exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chronology, "PAGEFUL", 2)
        patch.setattr(pages, "ROWS", 3)
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


@pytest.fixture(scope="module")
def shore(divided: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(divided))) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_address[1]}/"
        http.shutdown()


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_axe_finds_nothing(browser: Any, address: str, shore: str, width: int, scheme: str) -> None:
    axe = tool("AXE_CORE", "axe-core/axe.min.js")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = []
    for kind in (*(address + k for k in KINDS), *(shore + k for k in SHORE_KINDS)):
        for view in ("reading", "diplomatic") if "/documents/" in kind else ("",):
            assert page.goto(f"{kind}?view={view}").ok
            page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })")
            page.add_script_tag(path=str(axe))
            result = page.evaluate(f"axe.run(document, {{ runOnly: {RULES} }})")
            found += [(kind, view, v["id"], n["html"][:120]) for v in result["violations"] for n in v["nodes"]]
    context.close()
    assert found == []


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_is_wider_than_the_window(browser: Any, address: str, shore: str, width: int, script: bool) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=True)
    page = context.new_page()
    if not script:
        page.route("**/*.js", lambda route: route.abort())
    wide = []
    for kind in (*(address + k for k in KINDS), *(shore + k for k in SHORE_KINDS)):
        page.goto(kind)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wide += [(kind, over)] if over > 0 else []
    context.close()
    assert wide == []


@pytest.mark.parametrize("width", [640, 1280])
def test_text_of_twice_the_size_stays_on_the_page(browser: Any, address: str, shore: str, width: int) -> None:
    # the reader's own setting, as a browser offers it
    large = browser.browser_type.launch(
        executable_path=chromium(), args=["--no-sandbox", "--blink-settings=defaultFontSize=32"]
    )
    page = large.new_page(viewport={"width": width, "height": 900})
    wide = []
    for kind in (*(address + k for k in KINDS), *(shore + k for k in SHORE_KINDS)):
        page.goto(kind)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wide += [(kind, over)] if over > 0 else []
    size = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    large.close()
    assert wide == []
    assert size == "32px"


def test_no_request_leaves_the_site(browser: Any, address: str, shore: str) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    for kind in (*(address + k for k in KINDS), *(shore + k for k in SHORE_KINDS)):
        page.goto(kind)
    page.close()
    assert [url for url in asked if not url.startswith((address, shore))] == []


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


@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_with_pictures_does_not_move(browser: Any, shore: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((l) => l.getEntries().forEach((e) => { moved += e.value }))"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    page.goto(f"{shore}documents/quay.html")
    page.wait_for_timeout(800)
    assert page.evaluate("moved") < 0.02
    page.close()


def test_a_picture_comes_nearer(browser: Any, shore: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{shore}documents/quay.html")
    picture = page.locator("a.picture img").first
    before = picture.bounding_box()["width"]
    page.locator("a.picture").first.click()
    assert picture.bounding_box()["width"] > 2 * before
    page.get_by_role("button", name="Farther").first.click()
    page.keyboard.press("Shift+Tab")
    page.locator("a.picture").first.focus()
    page.keyboard.press("0")
    assert picture.bounding_box()["width"] == before
    page.close()


def test_a_picture_of_another_host_is_fetched_when_asked_for(browser: Any, shore: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        route.fulfill(path=str(SHORES / "facsimiles/1r.png"))

    page.route("https://iiif.example/**", answer)
    page.goto(f"{shore}documents/quay.html")
    page.wait_for_load_state("networkidle")
    assert asked == []
    page.locator("a.absent").click()
    page.locator("a.picture img[alt='Facsimile of page 1v']").wait_for()
    assert asked == ["https://iiif.example/images/1v/full/!1200,1800/0/default.jpg"]
    page.close()


ANSWER = "documents/telegram-3777.html"


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("reference")
    shutil.copytree(ROOT / "xml", root, dirs_exist_ok=True, ignore=shutil.ignore_patterns("dist", "transcripts"))
    build(open_edition(root), book=False)
    handler = partial(_Quiet, directory=str(root / "dist" / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_address[1]}/"
        http.shutdown()


def test_a_newcomer_finds_by_date_what_answers_the_telegram_of_21_june(browser: Any, reference: str) -> None:
    page = browser.new_page()
    page.goto(reference)
    page.locator(".documents > li", has_text="21 June 1951").first.locator("a", has_text="Mao Zedong").click()
    page.locator(".replies div", has_text="Answered by").locator("a").click()
    assert page.url == reference + ANSWER
    page.close()


def test_a_newcomer_finds_it_on_the_start_page(browser: Any, reference: str) -> None:
    page = browser.new_page()
    page.goto(reference)
    page.locator(".documents > li", has_text="21 June 1951").first.locator(".answer a").click()
    assert page.url == reference + ANSWER
    page.close()


def test_a_newcomer_finds_it_by_person(browser: Any, reference: str) -> None:
    page = browser.new_page()
    page.goto(reference)
    page.locator(".masthead a", has_text="Persons").click()
    page.locator(".register dt a", has_text="Stalin").click()
    page.locator(".documents li", has_text="21 June telegram").locator("a").first.click()
    assert page.url == reference + ANSWER
    page.close()


def test_a_newcomer_finds_it_by_search(browser: Any, reference: str) -> None:
    pytest.importorskip("pagefind", reason="Pagefind is not installed")
    page = browser.new_page()
    page.goto(reference)
    page.fill("#q", "21 June")
    page.keyboard.press("Enter")
    page.locator("ol.hits a", has_text="Stalin to Mao Zedong, 24 June 1951").click()
    assert page.url.startswith(reference + ANSWER)
    page.close()


@pytest.mark.java
def test_the_html_is_valid(whole: Path, divided: Path) -> None:
    if not shutil.which("java"):
        pytest.skip("there is no Java")
    jar = tool("VNU_JAR", "vnu-jar/build/dist/vnu.jar")
    done = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", "--skip-non-html", str(whole), str(divided)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
