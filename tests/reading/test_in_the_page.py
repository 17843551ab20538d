"""The reading view in a browser, from a file: what is seen, reached, marked, saved and compared.

Needs chromium and its driver; skipped where they are not.
"""

import csv
import io
import json
import time
from pathlib import Path

import pytest

import tellings as tl
from browser import browsing, needs_browser
from tellings import Article, Story
from tellings.articles.sheets import _TAKEN_FOR_A_VALUE, LONGEST_CELL, shown, without_mark

pytestmark = needs_browser
AXE = Path(__file__).parents[1] / "axe" / "axe.min.js"
BOOK = "defence_talks"
QUIET = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
HOSTILE = (
    "<script>document.title='it runs'</script> <img src=x onerror=\"document.title='it runs'\"> </style></script>\n\n"
    "They paid $x$ and $$y$$ for [a link](javascript:alert(1)), **not** bold, \u202eright to left\u202c, said Lee.\n\n"
    + "w" * 10_000
    + "\n\n“😀 It is over,” the ministry said. “We will go,” it said, “and stay 😀 away.”"
)


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    return tmp_path_factory.mktemp("saved")


@pytest.fixture(scope="module")
def window(saved):
    with browsing(downloads=saved) as browser:
        yield browser


@pytest.fixture(scope="module")
def seeds():
    return tl.read_story("seeds")


@pytest.fixture
def page(window, seeds, tmp_path):
    """The page of the seeds, opened from a file as on the first day."""
    return opened(window, seeds, tmp_path, codebook=BOOK, topics="seeds/topics.toml", codes="seeds/gold/frames.csv")  # fmt: skip


def wish(window, media="", **features):
    """What a reader has set: how the page is shown, and that nothing moves by itself."""
    features = [*features.items(), ("prefers-reduced-motion", "reduce")]
    wanted = [{"name": name, "value": value} for name, value in features]
    window.command("Emulation.setEmulatedMedia", media=media, features=wanted)


def opened(window, story, folder, **options):
    window.size(1440)
    wish(window)
    path = tl.write_reader(story, folder / "page.html", **options)
    window.open(path.as_uri())
    window.ask("localStorage.clear()")
    window.log("browser"), window.log("performance")
    window.open("about:blank")
    window.open(path.as_uri())
    return window


def requests(window):
    sent = (json.loads(one["message"])["message"] for one in window.log("performance"))
    urls = [one["params"]["request"]["url"] for one in sent if one["method"] == "Network.requestWillBeSent"]  # fmt: skip
    return [url for url in urls if not url.startswith(("file:", "data:", "about:", "blob:"))]


def light(window, *layers):
    window.ask(f"LAYERS.forEach((one) => setLayer(one, {json.dumps(layers)}.includes(one.id)))")


def middle_of(window, words, article=0, nth=0):
    """Where words of an article stand in the window: (left, right, middle of the line)."""
    return window.ask(f"""((words) => {{
        let at = -1;
        for (let time = 0; time <= {nth}; time += 1) at = ARTICLES[{article}].text.indexOf(words, at + 1);
        const section = ARTICLES[{article}].section(at);
        section.node.scrollIntoView({{ block: "center", behavior: "instant" }});
        const one = rangeOf(section, at, at + 1).getBoundingClientRect();
        const last = rangeOf(section, at + words.length - 1, at + words.length).getBoundingClientRect();
        return [one.left, (one.top + one.bottom) / 2, last.right, (last.top + last.bottom) / 2];
    }})({json.dumps(words)})""")


def select(window, words, article=0, nth=0):
    """Selects words with the mouse, which comes from outside: a card under it would be in the way."""
    window.hover((1, 1))
    window.wait_for("document.getElementById('card').hidden")
    x, y, right, bottom = middle_of(window, words, article, nth)
    window.drag((x + 0.5, y), (right, bottom))
    window.wait_for("!document.getElementById('tools').hidden")


def press_button(window, name, inside="#tools"):
    """Clicks a button with the mouse."""
    found = window.ask(
        f"[...document.querySelectorAll('{inside} button')].findIndex((one) => one.textContent === {json.dumps(name)})"
    )
    assert found >= 0, f"there is no button {name}"
    window.ask(f"[...document.querySelectorAll('{inside} button')][{found}].setAttribute('data-wanted', '')")  # fmt: skip
    window.click("[data-wanted]")
    window.ask("document.querySelectorAll('[data-wanted]').forEach((one) => one.removeAttribute('data-wanted'))")  # fmt: skip


def begin_to_mark(window, name):
    window.ask("document.getElementById('mark-box').open = true")
    window.type("#coder", name)
    window.click("#marking")


def downloaded(saved, name):
    for _ in range(100):
        if (path := saved / name).exists():
            return path
        time.sleep(0.1)
    raise AssertionError(f"{name} was not saved; there are {[one.name for one in saved.iterdir()]}")


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_and_is_quiet_and_accessible(page, width, scheme):
    wish(page, **{"prefers-color-scheme": scheme})
    page.size(width)
    light(page, "speech", "frames", "topics", "shared", "pairs", "alone", "removed")
    page.ask(QUIET)
    begin_to_mark(page, "Ann")
    page.ask("markFrame([{ section: ARTICLES[0].paragraphs[0], span: [410, 420] }], 0)")
    page.ask("(choose(CODERS[0]), openDraft(programs(2)), pin(document.querySelector('mark')))")
    assert page.ask("document.documentElement.scrollWidth <= innerWidth")
    page.command("Runtime.evaluate", expression=AXE.read_text(encoding="utf-8"))
    asked = page.command("Runtime.evaluate", expression="axe.run()", awaitPromise=True, returnByValue=True)  # fmt: skip
    wrong = asked["result"]["value"]["violations"]
    assert len(asked["result"]["value"]["passes"]) > 20
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in wrong] == []
    assert page.log("browser") == []
    assert requests(page) == []


def test_text_of_any_kind_is_shown_as_text(window, tmp_path):
    story = Story([Article(id="a", text=HOSTILE, outlet="<b>Daily</b>"), Article(id="b", text="They met.", outlet="Other")], title="<i>x</i>")  # fmt: skip
    for width in (390, 1440):
        opened(window, story, tmp_path)
        window.size(width)
        light(window, "speech", "frames", "shared", "alone")
        shown = window.ask("[...ARTICLES[0].node.querySelectorAll('.words')].map((one) => one.textContent)")  # fmt: skip
        assert "\n\n".join(shown) == HOSTILE
        assert window.ask("document.title") == "<i>x</i>"
        assert window.ask("document.querySelectorAll('img, main script, main style, main b').length") == 0  # fmt: skip
        assert window.ask("document.documentElement.scrollWidth <= innerWidth")
        assert window.log("browser") == []


def test_a_mark_says_why_on_hover_and_on_focus_and_lights_both_sides_of_a_pair(page):
    light(page, "pairs")
    x, y, *_ = middle_of(page, "Korean peninsula ended")
    page.hover((x + 4, y))
    assert "Also told by The Korea Times" in page.wait_for("!document.getElementById('card').hidden && document.getElementById('card').textContent")  # fmt: skip
    lit = page.ask("[...document.querySelectorAll('mark.lit')].map((one) => one.closest('article').getAttribute('aria-labelledby'))")  # fmt: skip
    assert set(lit) == {"n1", "n2"}
    press_button(page, "Go there", "#card")
    page.hover((1, 1))
    time.sleep(0.5)  # longer than a card stays when the mouse has gone
    assert page.ask("document.querySelectorAll('mark.lit').length") == len(lit)
    light(page, "speech")
    page.ask("document.querySelector('.place.body .number').focus()")
    page.press("\ue004")  # Tab
    assert "officials" in page.wait_for("!document.getElementById('card').hidden && document.getElementById('card').textContent")  # fmt: skip
    assert "Cue: “said”" in page.ask("document.getElementById('said').textContent")
    for _ in range(12):
        page.press("\ue004")  # further down than the window reaches, which moves the text
    page.wait_for("document.querySelector('article').scrollTop > 0")
    assert not page.ask("document.getElementById('card').hidden")
    page.press("\ue007")  # Enter goes into the card
    assert page.ask("document.getElementById('card').contains(document.activeElement)")
    page.press("\ue00c")  # Escape goes back
    assert page.ask("document.getElementById('card').hidden && document.activeElement.tagName") == "MARK"  # fmt: skip


def test_the_keyboard_reaches_every_control(page):
    page.ask(QUIET)
    light(page, "speech", "pairs")
    page.ask("document.querySelectorAll('input[type=radio]').forEach((one) => one.remove())")
    # Of radio buttons with one name Tab reaches one, and the arrows the others: so the browser has it.
    visible = "[...document.querySelectorAll('a, button, input, select, summary, [tabindex]')].filter((one) => one.checkVisibility())"  # fmt: skip
    page.ask(f"{visible}.forEach((one, at) => {{ one.dataset.at = at; }})")
    wanted, reached = page.ask(f"{visible}.length"), set()
    page.ask("getSelection().removeAllRanges(), document.body.focus()")
    for _ in range(wanted + 20):
        page.press("\ue004")
        reached.add(page.ask("document.activeElement.dataset.at"))
    assert {str(at) for at in range(wanted)} - reached == set()


def test_an_address_leads_to_its_place_with_its_layers(page, seeds):
    start = seeds[1].text.index("Yeonpyeong")
    address = page.ask("location.href").partition("#")[0]
    page.open("about:blank")
    page.open(f"{address}#a2:{start}-{start + 10}/frames,pairs")
    assert page.ask("LAYERS.filter((one) => one.on).map((one) => one.id)") == ["frames", "pairs"]
    assert page.ask("[...CSS.highlights.get('place')][0].toString()") == "Yeonpyeong"
    assert page.ask("(({top, bottom}) => top >= 0 && bottom <= innerHeight)(document.querySelector('.here').getBoundingClientRect())")  # fmt: skip


def test_frames_marked_with_the_mouse_are_read_by_the_library_with_the_same_agreement(page, seeds, saved):  # fmt: skip
    begin_to_mark(page, "Ann =1")
    select(page, "series of provocations")
    press_button(page, "North Korean threat")
    select(page, "brutal colonial rule")
    press_button(page, "colonial memory")
    select(page, "bolster security ties between", article=1, nth=1)  # first in the caption
    press_button(page, "cooperation")
    page.ask("document.querySelectorAll('#done input').forEach((one) => one.click())")
    before = page.ask("JSON.stringify(myRows())")
    page.open(page.ask("location.href"))  # a reload
    assert page.ask("JSON.stringify(myRows())") == before
    page.click("#save-codes")
    path = downloaded(saved, "Ann_1-frames.csv")
    codes = tl.read_codes(path, seeds, BOOK)
    assert set(codes["coder"]) == {"Ann =1"}
    yes = codes[codes["code"] == 1][["outlet", "unit", "frame"]].values.tolist()
    assert sorted(yes) == [
        ["Ahram Online", 1, "colonial memory"],
        ["Ahram Online", 3, "North Korean threat"],
        ["The Korea Times", 1, "cooperation"],
    ]
    assert codes["code"].notna().all()
    gold, machine = tl.read_codes("seeds/gold/frames.csv", seeds), tl.code_units(seeds, BOOK)
    for at, other in ((0, gold), (1, machine)):
        wanted = tl.reliability(codes, other)[["frame", "units", "agreement", "alpha"]]
        table = page.ask(f"agreementOf(myRows(), CODERS[{at}].rows).table")
        got = {one["frame"]: (one["units"], one["agreement"], one["alpha"]) for one in table}
        assert set(got) == set(wanted["frame"])
        for row in wanted.itertuples():
            assert got[row.frame] == pytest.approx((row.units, row.agreement, row.alpha), nan_ok=True)  # fmt: skip
        differ = page.ask(f"agreementOf(myRows(), CODERS[{at}].rows).differing.length")
        folded = tl.disagreements(codes.assign(item=0), other.assign(item=0))
        assert differ == len(folded)


def test_a_paragraph_is_coded_with_the_keyboard_alone(page, seeds):
    begin_to_mark(page, "Ann")
    page.ask("document.querySelectorAll('.number')[1].focus()")
    page.press("\ue007", "\ue004", " ")  # Enter opens the card, Tab comes to the first question
    assert page.ask("document.activeElement.type") == "checkbox"
    assert page.ask("state.marks.length") == 1
    start, end = seeds[0].paragraphs[1]
    assert page.ask("[state.marks[0].start, state.marks[0].end]") == [start, end]
    page.press(" ")
    assert page.ask("state.marks.length") == 0
    assert page.ask("codeOf(ARTICLES[0].paragraphs[1], 0)") is None


def test_nothing_that_a_person_marked_is_lost_in_silence(page, tmp_path):
    begin_to_mark(page, "Ann")
    select(page, "series of provocations")
    press_button(page, "North Korean threat")
    select(page, "a series of provocations")
    page.press("\ue00c")  # Escape: nothing is done with these
    assert page.ask("document.getElementById('tools').hidden")
    marks = page.ask("JSON.stringify(state.marks)")
    path = tmp_path / "other.csv"
    path.write_bytes(page.ask("codesCsv('Bo', () => 1, () => [])").encode("utf-8"))
    page.ask(QUIET)
    page.type("#open-mine", str(path))
    page.answer_alert("dismiss")
    assert page.ask("JSON.stringify(state.marks)") == marks
    page.type("#open-mine", str(path))
    page.answer_alert("accept")
    assert page.ask("state.marks.length") > 100
    page.ask("(Storage.prototype.setItem = () => { throw new Error('full'); })")
    page.ask("takeAway([state.marks[0]])")
    assert "keeps nothing" in page.ask("document.querySelector('#kept.warning').textContent")
    asked = "(() => { const event = new Event('beforeunload', { cancelable: true }); dispatchEvent(event); return event.defaultPrevented; })()"  # fmt: skip
    assert page.ask(asked)  # whether to leave the page
    page.click("#save-codes")
    assert not page.ask(asked)


def test_what_a_sheet_holds_comes_back_into_the_page(page, seeds, tmp_path):
    """One coder's sheet from a spreadsheet program, with missing codes, gone on with and saved as it was."""
    sheet = tl.coding_sheet(seeds, BOOK, tmp_path / "bo.csv", coder="Bo")
    sheet["code"] = [["1", "0", ""][at % 3] for at in range(len(sheet))]
    path = tmp_path / "bo.csv"
    path.write_bytes(sheet.to_csv(index=False, sep=";").encode("utf-8-sig"))
    page.ask(QUIET)
    page.type("#open-mine", str(path))
    page.wait_for("state.coder === 'Bo'")
    text = page.ask("codesCsv(state.coder, codeOf, () => [])")
    (tmp_path / "again.csv").write_text(text, encoding="utf-8", newline="")
    assert tl.read_codes(tmp_path / "again.csv", seeds, BOOK).equals(tl.read_codes(path, seeds, BOOK))  # fmt: skip


def test_attributions_corrected_with_the_mouse_are_what_the_library_corrects(page, saved):
    story = tl.read_story("seeds")
    begin_to_mark(page, "Ann")
    content = tl.attributions(story).iloc[0]["content"][0]
    x, y, *_ = middle_of(page, story[0].text[slice(*content)][:12])
    page.drag((x + 5, y), (x + 5, y))  # a click on the first attribution
    page.wait_for("!document.getElementById('card').hidden")
    press_button(page, "Nobody is given words here", "#card")
    select(page, "agreed Monday")
    press_button(page, "cue")
    select(page, "South Korea and Japan", nth=0)
    press_button(page, "source")
    select(page, "to push for talks")
    press_button(page, "content")
    page.type("#draft label:nth-of-type(1) input", "Seoul and Tokyo")
    press_button(page, "Keep", "#draft")
    page.ask("document.getElementById('mark-box').open = true")
    page.click("#save-speech")
    path = downloaded(saved, "Ann-attributions.csv")
    before = tl.attributions(story)
    story.correct(attributions=path)
    after = tl.attributions(story)
    said = after[after["kind"] != "unattributed"]
    assert said.iloc[0][["source_text", "cue_text", "content_text", "speaker"]].tolist() == [
        "South Korea and Japan", "agreed Monday", "to push for talks", "Seoul and Tokyo",
    ]  # fmt: skip
    rest = before[before["kind"] != "unattributed"].iloc[1:]
    same = ["article", "source", "cue", "content", "speaker", "source_type"]
    assert said.iloc[1:][same].values.tolist() == rest[same].values.tolist()
    changes = tl.corrections(tl.read_story("seeds"), path)["change"].tolist()
    assert changes == ["taken out", "added"]


def test_the_words_of_an_attribution_are_corrected_and_the_sheet_comes_back(page, tmp_path):
    story = tl.read_story("seeds")
    begin_to_mark(page, "Ann")
    page.ask("openDraft(programs(2))")
    for part, words in (("source", "reaching a consensus"), ("content", "seriously undermined")):
        page.click(f"[aria-label='Empty the {part}']")
        select(page, words)
        press_button(page, part)
    page.ask("openDraft({ ...draft, reason: '=because, \"so\"' })")
    press_button(page, "Keep", "#draft")
    page.ask("openDraft(programs(3))")
    page.click("[aria-label='Empty the source']")
    select(page, "two ministers shared"), press_button(page, "source")
    assert "common" in page.ask("wrongInDraft()")  # the source lies within the content
    page.click("[aria-label='Empty the source']")
    select(page, "can never be accepted"), press_button(page, "cue")
    press_button(page, "Throw away", "#draft")
    text = page.ask("speechCsv(mySpeech())")
    path = tmp_path / "ann.csv"
    path.write_bytes(text.encode("utf-8"))
    before = tl.attributions(story)
    story.correct(attributions=path)
    after = tl.attributions(story).set_index("content_text")
    assert after.loc["seriously undermined", "source_text"] == "reaching a consensus"
    assert after.loc["seriously undermined", "cue_text"] == before["cue_text"][2]
    assert before["content_text"][2] not in after.index
    assert len(after) >= len(before)
    reasons = tl.corrections(tl.read_story("seeds"), path)[["change", "reason"]].values.tolist()
    assert reasons == [["taken out", '=because, "so"'], ["added", '=because, "so"']]
    page.ask("(state = NOTHING(), changed())")
    assert page.ask("speechCsv(mySpeech())") != text
    page.ask(QUIET)
    page.type("#open-mine", str(path))
    page.wait_for("state.added.length")
    assert page.ask("speechCsv(mySpeech())") == text


def test_an_untouched_sheet_of_attributions_is_the_library_s_own(window, tmp_path):
    story = Story([Article(id="=1+1", text=HOSTILE, outlet="x"), Article(id="2011-01-10", text="“-5 or 6,” she said. He said that 12 May is the day.")])  # fmt: skip
    opened(window, story, tmp_path)
    tl.attribution_sheet(story, tmp_path / "wanted.csv")
    wanted = (tmp_path / "wanted.csv").read_bytes().decode("utf-8-sig")
    got = window.ask("speechCsv(mySpeech())").removeprefix("\ufeff")
    rows = [list(csv.reader(io.StringIO(text, newline=""))) for text in (got, wanted)]
    assert rows[0] == rows[1]


def test_what_a_spreadsheet_would_take_for_a_value_is_the_same_here_and_in_the_library(page):
    """Else a name would come back with an apostrophe, or a formula run in a spreadsheet program."""
    pieces = ["", "a", "Jan", "é", "北", "=", "+1", "-", "@x", "＝", "'", " ", "\t", "\n", "1", "٣", "½", "²", "Ⅳ", "一", "_", ".", "2011-01-10", "a1b", "😀"]  # fmt: skip
    cells = [one + other + third for one in pieces for other in pieces for third in ("", " 5", "x")]
    wanted = [bool(_TAKEN_FOR_A_VALUE.match(one)) for one in cells]
    got = page.ask(f"{json.dumps(cells)}.map(isTakenForValue)")
    assert [one for one, a, b in zip(cells, got, wanted, strict=True) if a != b] == []
    got = page.ask(f"{json.dumps(cells)}.map((one) => withoutMark(`'${{one}}`))")
    assert got == [without_mark(f"'{one}") for one in cells]
    long = "x" * (LONGEST_CELL + 9) + "\x00\x85\ud800\ufffe"
    cells = [long, "a\x00b\x7f\ud800\U0001f600\n\t"]
    assert page.ask(f"{json.dumps(cells)}.map(shown)") == [shown(one) for one in cells]


def test_another_coder_s_sheet_shows_where_the_two_differ(page, seeds, tmp_path):
    page.ask(QUIET)
    sheet = tl.coding_sheet(seeds, BOOK, tmp_path / "cy.csv", coder="Cy")
    sheet["code"] = "1"
    (tmp_path / "cy.csv").write_bytes(sheet.to_csv(index=False).encode("utf-8-sig"))
    page.ask("document.querySelector('#done input').click()")
    page.type("#open-theirs", str(tmp_path / "cy.csv"))
    assert "Cy" in page.wait_for("document.querySelector('#agreement table')?.textContent")
    frames = page.ask("FOUND.questions.length")
    paragraphs = len(seeds[0].paragraphs)
    assert page.ask("document.querySelectorAll('#agreement .differ li').length") == frames * paragraphs  # fmt: skip
    assert page.ask("ARTICLES[0].node.querySelectorAll('.codes .differs').length") == frames * paragraphs  # fmt: skip


@pytest.mark.parametrize("text, said", [
    ("a,b\n1,2\n", "no sheet of codes or attributions"),
    ("article,unit,start,end,frame,item,code\nnobody,1,0,5,x,0,1\n", "Row 2, column article: there is no article “nobody”"),
    ("article,unit,start,end,frame,item,code\n{id},1,0,5,x,0,1\n", "this is no paragraph"),
    ("article,unit,start,end,frame,item,code\n{id},1,{start},{end},x,0,maybe\n", "“maybe” is no code"),
    ('article,unit,start,end,frame,item,code\n{id},1,{start},{end},x,0,"1', "ends in the middle"),
    ("PK\x03\x04", "not CSV"),
])  # fmt: skip
def test_a_sheet_that_cannot_be_used_says_so_and_changes_nothing(page, seeds, tmp_path, text, said):  # fmt: skip
    start, end = seeds[0].paragraphs[0]
    (tmp_path / "bad.csv").write_text(text.format(id=seeds[0].id, start=start, end=end), encoding="utf-8")  # fmt: skip
    page.ask(QUIET)
    page.type("#open-mine", str(tmp_path / "bad.csv"))
    assert said in page.wait_for("document.querySelector('#count.warning')?.textContent")
    assert page.ask("state.marks.length + state.no.length") == 0


def test_printed_are_the_articles_their_marks_and_the_key_but_no_controls(page):
    light(page, "frames")
    page.ask("explain(document.querySelector('mark'))")
    wish(page, media="print", **{"prefers-color-scheme": "dark"})
    seen = "(one) => { const box = document.querySelector(one).getBoundingClientRect(); return box.width * box.height > 0; }"  # fmt: skip
    kept = ["#title", ".keys label", "#columns", "mark.frames"]
    gone = ["#layer-speech", "#marking", "#compare-box", "#card", ".keys button"]
    assert page.ask(f"{json.dumps(kept + gone)}.map({seen})") == [True] * 4 + [False] * 5
    assert page.ask("document.querySelector('article').scrollHeight <= document.querySelector('article').clientHeight + 1")  # fmt: skip
    assert page.ask("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
