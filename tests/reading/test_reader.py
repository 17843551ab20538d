"""The reading view as a file: what it holds, and that no text of an article can be more than text."""

import base64
import hashlib
import json
import re

import pytest

import tellings as tl
from tellings import Article, SheetError, Story

HOSTILE = (
    "</script><script>document.title='it runs'</script> and <img src=x onerror=alert(1)> and </style>.\n\n"
    "They paid $x$ for [a link](javascript:alert(1)), \u202eright to left, and \\(y\\). 😀 he said, <!-- no."
)


@pytest.fixture(scope="module")
def seeds():
    return tl.read_story("seeds")


def page_of(story, tmp_path, **options):
    return tl.write_reader(story, tmp_path / "page.html", **options).read_text(encoding="utf-8")


def found_in(page):
    return json.loads(re.search(r'<script type="application/json" id="found">(.*?)</script>', page, re.DOTALL)[1])  # fmt: skip


def test_the_same_story_gives_the_same_bytes(seeds, tmp_path):
    one = page_of(seeds, tmp_path, codebook="defence_talks", topics="seeds/topics.toml")
    assert one == page_of(tl.read_story("seeds"), tmp_path, codebook="defence_talks", topics="seeds/topics.toml")  # fmt: skip


def test_the_page_holds_the_articles_and_every_layer(seeds, tmp_path):
    found = found_in(page_of(seeds, tmp_path, codebook="defence_talks", topics="seeds/topics.toml"))
    assert [one["text"] for one in found["articles"]] == [one.text for one in seeds]
    pairs = tl.align(seeds).query("strength != 'none'")
    lengths = {name: len(rows) for name, rows in found["layers"].items()}
    assert lengths["speech"] == len(tl.attributions(seeds))
    assert lengths["frames"] == len(tl.code_frames(seeds, "defence_talks"))
    assert lengths["topics"] == len(tl.code_frames(seeds, "seeds/topics.toml"))
    assert (lengths["shared"], lengths["pairs"]) == (len(tl.shared_wording(seeds)), len(pairs))
    assert lengths["alone"] > 0
    assert sum(len(one["removed"]) for one in found["articles"]) == len(seeds.removed())


def test_text_of_an_article_ends_no_element_and_comes_back_as_it_was(tmp_path):
    story = Story([Article(id="</title><b>", text=HOSTILE + "\ud83d", outlet="<i>Daily</i>")], title="</title><script>x")  # fmt: skip
    page = page_of(story, tmp_path)
    assert page.count("<script>") == 1
    assert page.count("</script>") == 2  # the data and the page's own
    assert "<img" not in page
    assert "<script>x" not in page
    assert found_in(page)["articles"][0]["text"] == HOSTILE + "\ud83d"


def test_a_browser_is_told_to_run_nothing_but_what_the_page_itself_holds(seeds, tmp_path):
    page = page_of(seeds, tmp_path)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    own = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in own]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert [one for one in hashes if f"'sha256-{one}'" not in policy] == []
    assert len(hashes) == policy.count("sha256-") == 2
    assert not re.search(r"unsafe|https?:", policy)
    assert not re.search(r"""\s(?:src|href)=["'](?!data:,|#)""", page.partition('id="found"')[0])


def test_more_than_forty_articles_are_not_left_out_in_silence(tmp_path):
    story = Story(Article(id=f"a{at}", text="They met.") for at in range(42))
    assert found_in(page_of(story, tmp_path))["left"] == "These are the first 40 of 42 articles."


def test_a_sheet_of_sentences_is_refused_with_what_to_do(seeds, tmp_path):
    tl.coding_sheet(seeds, "defence_talks", tmp_path / "anna.csv", unit="sentence", coder="Anna")
    with pytest.raises(SheetError, match=r"unit='paragraph'"):
        page_of(seeds, tmp_path, codebook="defence_talks", codes=tmp_path / "anna.csv")


def test_an_empty_story_and_one_article_have_a_page(tmp_path):
    assert found_in(page_of(Story([]), tmp_path))["articles"] == []
    alone = found_in(page_of(Story.of("The plan is dead, the ministry said."), tmp_path))
    assert (alone["layers"]["pairs"], len(alone["layers"]["speech"])) == ([], 1)
