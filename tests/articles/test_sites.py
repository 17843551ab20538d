"""Pages of kinds of news site, copied into a text file and saved as HTML; all articles invented.

A file of sites/ holds both. Behind its facts, a line with a role is seen on the page ("nav| Home"), in an element of its own
where one is named, and every other line is markup, which a copied page has lost.
"""

import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest

from tellings import Article, read_story

SITES = sorted(Path(__file__).with_name("sites").glob("*.txt"), key=lambda path: path.stem)
SEEN = re.compile(r"(?P<role>[a-z]+)(?: (?P<element><[^|]*))?\| (?P<text>.*)")
ELEMENTS = {"headline": "<h1>{}</h1>", "caption": "<figcaption>{}</figcaption>", "body": "<p>{}</p>",
            "deck": '<p class="standfirst">{}</p>', "byline": "<div>{}</div>", "date": "<div>{}</div>"}
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
            saved.append((found["element"] or ELEMENTS.get(found["role"], ENTRY)).replace("{}", found["text"]))
        else:
            copied += [] if line else [""]
            saved.append(line)
    told = dict(line.split(": ", 1) for line in facts.splitlines() if ": " in line)
    return Site(told, seen, "\n".join(copied), f"<!doctype html><html>{chr(10).join(saved)}</html>")


def read(site: Site, ending: str, folder: Path) -> tuple[Article, str]:
    (folder / f"page.{ending}").write_text(site.copied if ending == "txt" else site.saved, encoding="utf-8")
    story = read_story(folder)
    return story[0], " ".join(story.report["why"])
