"""The reading site: built without a warning, complete, and a page that anybody can read, in a browser too.

Skipped where the site's own packages are not: `python run.py site` installs them.
"""

import html
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest

import tellings as tl
from browser import browsing, needs_browser
from test_run import run

ROOT = Path(__file__).resolve().parents[1]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
AXE = Path(__file__).with_name("axe") / "axe.min.js"
WIDTHS = 390, 820, 1440
# Fetched by a page as it opens; a link that a reader may follow is none.
LOADED = "//script/@src | //link[not(@rel='canonical')]/@href | //img/@src | //iframe/@src | //source/@src | //form/@action"
CONTROLS = "a[href], button, input, summary, [tabindex='0']"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    pytest.importorskip("sphinx", reason="the site's own packages are not installed")
    built = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, "-m", *run.SPHINX.split(), ".", str(built)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    return built


def pages(site):
    """The pages that a reader comes to; the theme's folder holds pieces of pages."""
    found = [path.relative_to(site) for path in sorted(site.rglob("*.html"))]
    return [path.as_posix() for path in found if path.parts[0] not in ("_static", "_sources")]


def trees(site):
    return {
        page: lxml.html.fromstring((site / page).read_text(encoding="utf-8"))
        for page in pages(site)
    }


# What is in it


def test_every_lesson_and_page_is_there(site):
    expected = {f"notebooks/{path.stem}.html" for path in LESSONS}
    for path in (ROOT / "docs").rglob("*.md"):
        expected.add(path.relative_to(ROOT).with_suffix(".html").as_posix())
    assert expected - set(pages(site)) == set()


def test_every_public_name_has_one_place_in_the_reference(site):
    named = [
        name
        for page, tree in trees(site).items()
        if page.startswith("docs/library/")
        for name in tree.xpath("//dt/@id")
        if name.count(".") == 1
    ]
    assert sorted(named) == sorted(f"tellings.{name}" for name in tl.__all__)


def test_every_link_inside_the_site_leads_somewhere(site):
    found, broken = trees(site), []
    for page, tree in found.items():
        for link in tree.xpath("//a/@href"):
            parts = urlsplit(link)
            if parts.scheme or link in ("", "#"):
                continue
            target = (site / page).parent / unquote(parts.path) if parts.path else site / page
            name = target.resolve().relative_to(site.resolve()).as_posix()
            known = name not in found or not parts.fragment or found[name].xpath(
                "//*[@id=$id]", id=unquote(parts.fragment)
            )  # fmt: skip
            if not target.exists() or not known:
                broken.append((page, link))
    assert broken == []


def test_no_page_loads_anything_from_elsewhere(site):
    loaded = {
        link
        for tree in trees(site).values()
        for link in map(str, tree.xpath(LOADED))
        if urlsplit(link).scheme not in ("", "data")
    }
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert (
        loaded | set(re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\"']*", styles))
        == set()
    )


def test_figures_have_the_caption_and_the_words_of_the_files(site):
    shown = set()
    for tree in trees(site).values():
        for figure in tree.xpath("//figure[@id]"):
            said = (ROOT / "figures" / f"{figure.get('id')}.txt").read_text(encoding="utf-8")
            caption = figure.findtext("figcaption")
            assert (
                f"Caption: {caption}\nAlternative text: {figure.xpath('.//img/@alt')[0]}\n" == said
            )
            shown.add(figure.get("id"))
    drawn = {path.relative_to(ROOT / "figures").with_suffix("").as_posix() for path in (ROOT / "figures").rglob("*.png")}  # fmt: skip
    assert shown == drawn


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_code_and_solutions_are_folded_as_in_the_lesson(site, lesson):
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    folded = [cell for cell in cells if cell["metadata"].get("jupyter", {}).get("source_hidden")]
    prose = "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    tree = trees(site)[f"notebooks/{lesson.stem}.html"]
    assert len(tree.xpath("//details[contains(@class, 'hide')]")) == len(folded)
    summaries = [one.text for one in tree.xpath("//summary")]
    for said in re.findall(r"<summary>(.*?)</summary>", prose):
        assert html.unescape(said) in summaries
    assert tree.xpath("//details[@open]") == []
    downloads = tree.xpath("//a[contains(@href, '_sources')]/@href")
    assert (site / "notebooks" / downloads[0]).read_bytes() == lesson.read_bytes()


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_no_output_of_a_lesson_is_lost(site, lesson):
    """Tables and figures are looked for elsewhere; a number by itself is an output too."""
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    outputs = [one.get("data", {"text/plain": one.get("text")}) for cell in cells for one in cell.get("outputs", ())]  # fmt: skip
    printed = ["".join(one["text/plain"]) for one in outputs if set(one) == {"text/plain"}]
    tree = trees(site)[f"notebooks/{lesson.stem}.html"]
    shown = [one.text_content().strip() for one in tree.xpath("//div[contains(@class, 'cell_output')]//pre")]  # fmt: skip
    assert [text for text in printed if text.strip() not in shown] == []


# The works that it names


def works():
    """The entries of references.bib: the key, and the fields as they stand there."""
    text = (ROOT / "docs" / "references.bib").read_text(encoding="utf-8")
    return {
        entry.split(",")[0]: dict(re.findall(r"^  (\w+) = \{(.*)\},$", entry, re.M))
        for entry in re.split(r"^@\w+\{", text, flags=re.M)[1:]
    }


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_the_references_of_a_lesson_are_those_of_the_list(lesson):
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    listed = "".join(cells[-1]["source"]).partition("## References")[2]
    plain = lambda text: " ".join(re.sub(r"[{}*]", "", text).split()).casefold()  # noqa: E731
    known = [(one["year"], plain(one["title"])) for one in works().values()]
    for work in listed.strip().split("\n- "):
        assert [1 for year, title in known if f"({year})" in work and title in plain(work)] == [1]


def test_every_work_of_the_list_is_named_somewhere():
    places = [*(ROOT / "lib").rglob("*.py"), *(ROOT / "lib").rglob("*.toml"), *LESSONS]
    places += [*(ROOT / "docs").rglob("*.md"), ROOT / "benchmarks" / "README.md"]
    text = unaccented("".join(path.read_text(encoding="utf-8") for path in places))
    names = {key: unaccented(one["author"]).split(",")[0] for key, one in works().items()}
    named = [
        key
        for key, one in works().items()
        if re.search(rf"{names[key]}[^.;]*?(et al\.)?\W+{one['year']}", text)
    ]
    assert named == list(works())


def unaccented(text):
    return re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFD", text))


# Its packages


def test_what_the_site_shares_with_the_project_has_one_version():
    def pins(path):
        return dict(re.findall(r"^([\w.-]+)==(\S+) ", path.read_text(encoding="utf-8"), re.M))

    own, project = pins(ROOT / "docs" / "requirements.txt"), pins(ROOT / "requirements.txt")
    assert {name for name in own.keys() & project.keys() if own[name] != project[name]} == set()


# In a browser


@pytest.fixture
def browser():
    with browsing() as window:
        yield window


def complaints(browser):
    """What the page complained of, and what it asked of any network, since the last call."""
    events = [json.loads(one["message"])["message"] for one in browser.log("performance")]
    asked = [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]  # fmt: skip
    errors = [one["message"] for one in browser.log("browser") if one["level"] in ("SEVERE", "WARNING")]  # fmt: skip
    return errors + [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]


def show(browser, page, width, scheme="light"):
    """Opens a page as a screen of this width shows it, and at once: nothing fades in for long."""
    browser.command("Animation.enable")
    browser.command("Animation.setPlaybackRate", playbackRate=1000)
    features = {"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce"}
    wanted = [{"name": name, "value": value} for name, value in features.items()]
    browser.command("Emulation.setEmulatedMedia", features=wanted)
    browser.size(width)
    browser.open(page.as_uri())


def unfold(browser):
    browser.ask("document.querySelectorAll('details').forEach(one => { one.open = true })")


@needs_browser
@pytest.mark.parametrize("scheme, inspected", [("light", 390), ("dark", 1440)])
def test_every_page_is_whole_at_every_width(site, browser, scheme, inspected):
    source = AXE.read_text(encoding="utf-8")
    browser.command("Page.addScriptToEvaluateOnNewDocument", source=source)
    rules = "axe.run(document, {preload: false}).then(found => found.violations.map(one => [one.id, one.nodes[0].html]))"
    root, wrong = "document.documentElement", []
    for page in pages(site):
        for width in WIDTHS:
            show(browser, site / page, width, scheme)
            unfold(browser)
            beyond = browser.ask(f"{root}.scrollWidth - {root}.clientWidth")
            wrong += [(page, width, "wider than the screen by", beyond)] * (beyond > 0)
            wrong += [(page, width, one) for one in complaints(browser)]
            if width == inspected:
                theme = browser.ask(f"{root}.dataset.theme") or scheme
                wrong += [(page, "is shown", theme)] * (theme != scheme)
                unnamed = "[...document.images].filter(one => !one.alt).map(one => one.src)"
                wrong += [(page, "no words for", one) for one in browser.ask(unnamed)]
                wrong += [(page, width, *one) for one in browser.ask(rules)]
    assert wrong == []


@needs_browser
@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_reaches_every_control(site, browser, width):
    for page in ("docs/index.html", "notebooks/04_source_comparison.html", "docs/library/text.html", "search.html"):  # fmt: skip
        show(browser, site / page, width)
        there = f"[...document.querySelectorAll({json.dumps(CONTROLS)})].filter(one => one.checkVisibility({{visibilityProperty: true}}))"
        browser.ask("(window.reached = new Set(), document.activeElement.blur())")
        for _ in range(browser.ask(f"{there}.length") + 20):
            browser.press("\ue004")
            browser.ask("reached.add(document.activeElement)")
        left = f"{there}.filter(one => !reached.has(one) && one.tabIndex >= 0).map(one => one.outerHTML.slice(0, 200))"
        assert (page, browser.ask(left)) == (page, [])


@needs_browser
def test_the_enter_key_opens_a_number_to_its_sentences(site, browser):
    show(browser, site / "notebooks/04_source_comparison.html", 1440)
    number = "[...document.querySelectorAll('td summary')].find(one => one.textContent.includes('sentence'))"
    browser.ask(f"{number}.focus()")
    browser.press("\ue007")
    assert browser.ask(f"{number}.parentElement.querySelector('mark').checkVisibility()")


@needs_browser
def test_the_search_works_from_a_folder(site, browser):
    show(browser, site / "search.html", 820)
    browser.open((site / "search.html").as_uri() + "?q=attribution")
    link = "#search-results a[href^='notebooks/03_quotation_attribution.html']"
    browser.wait_for(f"document.querySelector({json.dumps(link)}) !== null")
    assert complaints(browser) == []


@needs_browser
def test_the_first_page_leads_into_the_site(site, browser):
    browser.open((site / "index.html").as_uri())
    inside = (site / "docs" / "index.html").as_uri()
    browser.wait_for(f"location.href === {json.dumps(inside)}")
