"""Pages of kinds of news site, copied into a text file and saved as HTML; all articles invented.

A file of sites/ holds both. Behind its facts, a line with a role is seen on the page ("nav| Home"), in an element of its own
where one is named, and every other line is markup, which a copied page has lost.
"""

import re
from datetime import date
from html import unescape
from itertools import chain, zip_longest
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings import Article, read_story
from tellings.articles.page import parse_page
from tellings.articles.readers import READERS

SITES = sorted(Path(__file__).with_name("sites").glob("*.txt"), key=lambda path: path.stem)
SEEN = re.compile(r"(?P<role>[a-z]+)(?: (?P<element><[^|]*))?\| (?P<text>.*)")
ELEMENTS = {
    "headline": "<h1>{}</h1>",
    "caption": "<figcaption>{}</figcaption>",
    "body": "<p>{}</p>",
    "deck": '<p class="standfirst">{}</p>',
    "byline": "<div>{}</div>",
    "date": "<div>{}</div>",
}
ENTRY = '<li><a href="/x">{}</a></li>'


class Site(NamedTuple):
    """What is true of a page, and its two forms."""

    facts: dict[str, str]
    seen: list[tuple[str, str]]
    copied: str
    saved: str

    def of(self, role: str) -> list[str]:
        return [text for one, text in self.seen if one == role]

    def published(self, ending: str) -> date | None:
        told = self.facts.get(f"published-{ending}", self.facts["published"])
        return None if told == "none" else date.fromisoformat(told)


def plain(text: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", text))


def site(path: Path) -> Site:
    facts, _, page = path.read_text(encoding="utf-8").partition("\n\n")
    seen, copied, saved = [], [], []
    for line in page.splitlines():
        if found := SEEN.fullmatch(line):
            seen.append((found["role"], plain(found["text"])))
            copied.append(plain(found["text"]))
            saved.append(
                (found["element"] or ELEMENTS.get(found["role"], ENTRY)).replace(
                    "{}", found["text"]
                )
            )
        else:
            copied += [] if line else [""]
            saved.append(line)
    told = dict(line.split(": ", 1) for line in facts.splitlines() if ": " in line)
    return Site(told, seen, "\n".join(copied), f"<!doctype html><html>{chr(10).join(saved)}</html>")


def read(site: Site, ending: str, folder: Path) -> tuple[Article, str]:
    (folder / f"page.{ending}").write_text(
        site.copied if ending == "txt" else site.saved, encoding="utf-8"
    )
    story = read_story(folder)
    return story[0], " ".join(story.report["why"])


def body(article: Article, *names: str) -> list[str]:
    return [article.text[one.start : one.end] for one in article.sections if one.name in names]


# Lines of a page that stay among the paragraphs, because nothing tells them from one: a caption without a credit, the
# headline of a link between two paragraphs, a plea in whole sentences, a list at the end without a heading.
LEFT = {"txt": 37, "html": 13}


@pytest.fixture(scope="module", params=["txt", "html"])
def pages(request, tmp_path_factory) -> tuple[str, list[tuple[Site, Article, str]]]:
    folder = tmp_path_factory.mktemp("pages")
    pages = []
    for path in SITES:
        one = site(path)
        one_folder = folder / path.stem
        one_folder.mkdir()
        pages.append((one, *read(one, request.param, one_folder)))
    return request.param, pages


def test_headline_and_date_of_every_kind_of_page(pages):
    ending, found = pages
    assert len(found) == 30
    for one, article, _ in found:
        assert (article.headline, article.published) == (
            one.of("headline")[0],
            one.published(ending),
        )


def test_the_author_of_every_kind_of_page_but_one(pages):
    missed = [
        one.facts["byline"]
        for one, article, _ in pages[1]
        if one.facts["byline"].casefold() not in ("none", *map(str.casefold, article.authors))
    ]
    assert missed == ["Lena Vogt"]  # named in a list below the article


def test_no_paragraph_of_the_article_is_lost(pages):
    for one, article, _ in pages[1]:
        assert [text for text in one.of("body") if text not in body(article, "body")] == []


def test_few_lines_of_the_page_stay_among_the_paragraphs(pages):
    ending, found = pages
    of_page = [
        text
        for one, article, _ in found
        for text in body(article, "body")
        if text not in [*one.of("body"), *one.of("subhead")]
    ]
    assert len(of_page) <= LEFT[ending]


def test_a_date_that_may_be_one_of_two_days_is_said_in_the_report(pages):
    ending, found = pages
    unsure = [one.facts["published"] for one, _, why in found if "the date is not clear" in why]
    assert unsure == (["none", "none"] if ending == "txt" else [])


def test_what_a_page_prints_is_enough_without_its_own_data(tmp_path):
    found = []
    for path in SITES:
        one = site(path)
        bare = one._replace(saved=re.sub(r"(?s)<script.*?</script>|<meta[^>]*>", "", one.saved))
        article, _ = read(bare, "html", tmp_path)
        assert article.published == one.published("txt")
        assert [text for text in one.of("body") if text not in body(article, "body")] == []
        found.append(article.headline == one.of("headline")[0])
    assert sum(found) >= len(SITES) - 1  # a page may have neither a title of its own nor an h1


def test_of_a_time_in_utc_only_a_date_line_tells_the_day():
    lines = "<h1>Ferry was sold</h1><p>2 March 2021</p><figcaption>The ferry on March 1, 2021.</figcaption>"
    told = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-03-01T23:30:00Z"}</script>'
    for above, day in ((lines, date(2021, 3, 2)), (lines.replace("<p>2 March 2021</p>", ""), None)):
        paragraphs = "".join(f"<p>{line}</p>" for line in PROSE)
        read = READERS[".html"](
            f"<head>{told}</head><article>{above}{paragraphs}</article>".encode()
        )
        assert read.found[0].facts.get("published") == day
        assert any("world time" in str(note["why"]) for note in read.notes) == (day is None)


WORDS = st.lists(
    st.sampled_from(
        "ferry island council sold Norway crew price Ann Lee on Friday said the a 14 spring of".split()
    ),
    min_size=1,
    max_size=14,
)
LINES = st.one_of(
    st.sampled_from(["By Nora Webb", "2 March 2021", "Published: March 2, 2021 | Updated: March 3, 2021", "By Bo Kim | March 2, 2021", "(AFP)"]),
    WORDS.map(" ".join),
    WORDS.map(lambda words: f"{' '.join(words).capitalize()}."),
    st.sampled_from([
        "By Nora Webb", "Nora Webb", "2 March 2021", "Published: March 2, 2021 | Updated: March 3, 2021", "02/03/2021", "3 hours ago", "Share", "41",
        "Read more", "Related stories", "Comments", "Reply", "© 2021 The Bugle. All rights reserved.", "(AFP)", "The ferry in March. (AFP/Ann Lee)",
        "Photo by Ann Lee", "(Reporting by Ann Lee)", "We use cookies.", "Advertisement", "SEOUL (AFP) - They met.", "• The ferry was sold.", "***",
    ]),
)  # fmt: skip
SHELLS = st.sampled_from([
    "<p>{}</p>", "<p>{}</p>", "<p>{}</p>", "<h1>{}</h1>", "<h2>{}</h2>", "<h4>{}</h4>", "<li><a href='/x'>{}</a></li>", "<td>{}</td>", "<time>{}</time><br>",
    "<figure><img src='a.jpg'><figcaption>{}</figcaption></figure>", "<figcaption><p>{}</p></figcaption>", "<div class='wp-caption'><span>{}</span></div>",
    "<p class='standfirst'>{}</p>", "<blockquote>{}</blockquote>", "<button>{}</button><hr>", "<aside>{}</aside>", "<nav>{}</nav>", "<footer>{}</footer>",
    "<section id='comments'><p>{}</p></section>", "<pre>{}</pre>", "<article><p>{}</p></article>", "<main><div><b>{}</b></div></main>",
])  # fmt: skip
HEADS = st.sampled_from([
    "", "<meta property='og:title' content='The ferry was sold'>", "<meta name='author' content='Bo Kim'><meta property='og:site_name' content='The Bugle'>",
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "ferry island council", "datePublished": "2021-03-02T08:00:00+09:00",'
    ' "author": {"name": "Bo Kim"}}</script>',
])  # fmt: skip

PROSE = [
    f"The council said on Friday that ferry number {number} would be sold to Norway in the spring, with its crew of {number + 8}."
    for number in range(2, 8)
]


def key(text: object) -> str:
    return re.sub(r"\W+", "", str(text).casefold())


@settings(deadline=None, max_examples=60)
@given(HEADS, st.lists(st.tuples(SHELLS, LINES), min_size=1, max_size=25), st.integers(0, 12))
def test_every_block_that_is_seen_is_in_the_text_or_removed_with_a_reason(head, blocks, above):
    told = [f"<p>{line}</p>" for line in PROSE] if above else []
    shells = [shell.format(line) for shell, line in blocks]
    below = chain.from_iterable(zip_longest(shells[above:], told, fillvalue=""))
    whole = f"<main>{''.join(shells[:above])}<article>{''.join(below)}</article></main>"
    found = READERS[".html"](
        f"<!doctype html><head>{head}</head><body>{whole}</body>".encode()
    ).found[0]
    page = found.page or parse_page(found.text)
    kept = [text for _, text in page.blocks] + [one.text for one in page.removed]
    # A page that is read by its lines tells byline and date as facts, with the line they stand in.
    kept += [f"{one.text}{one.credit}" for one in page.captions]
    kept += [] if found.page else page.facts.values()
    accounted = key("".join(kept))
    pieces = [piece for _, line in blocks for piece in line.split(" | ")]
    assert [piece for piece in pieces if key(piece) not in accounted] == []
    assert all(one.reason for one in page.removed)
