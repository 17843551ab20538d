"""What the reading view shows of a story: its articles and layers, in a form that a page can hold.

Places are (article's number, start, end), in characters of the article's text; what stands often
is written once. The page reads the lists in the order in which they are written here.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.attribution.attributions import attributions
from tellings.attribution.marked_table import BETWEEN, PARTS
from tellings.attribution.sheets import SOURCE_TYPES
from tellings.coding.sheets import DICTIONARY, questions_of
from tellings.comparison.alignment import align
from tellings.comparison.alone import told_alone
from tellings.comparison.wording import shared_wording
from tellings.framing.codebook import Codebook
from tellings.framing.dictionary import code_frames

Row = list[object]


class _Numbered:
    """Texts that stand often, written once and then called by their number."""

    def __init__(self) -> None:
        self.texts: dict[object, int] = {}

    def __call__(self, text: object) -> int:
        return self.texts.setdefault(text, len(self.texts))


def found_in(
    story: Story, codebook: Codebook, topics: Codebook | None, codes: pd.DataFrame
) -> dict[str, object]:
    """All that the page needs to know.

    Args:
        story: the articles.
        codebook: the frames to show, and to code by.
        topics: a codebook of topics, or None for none.
        codes: what `read_codes` returns, to compare with; may be empty.
    """
    number = {article.id: at for at, article in enumerate(story)}.__getitem__
    reasons = _Numbered()
    several = len(story) > 1
    layers = {
        "speech": list(_speech(story, number, reasons)),
        "frames": list(_hits(story, codebook, number, reasons)),
        "topics": list(_hits(story, topics, number, reasons)) if topics else [],
        "shared": _shared(story, number) if several else [],
        "pairs": _pairs(story, number) if several else [],
        "alone": _places(told_alone(story), number) if several else [],
    }
    asked = questions_of(codebook).values.tolist()
    return {
        "title": story.title,
        "sum": _sum(story, asked, layers["speech"]),
        "between": BETWEEN,
        "types": list(SOURCE_TYPES),
        "dictionary": DICTIONARY,
        "articles": [_article(article, story.names[article.id]) for article in story],
        "codebook": _book(codebook),
        "questions": asked,
        "topics": _book(topics) if topics else None,
        "layers": layers,
        "reasons": list(reasons.texts),
        "codes": _codes(codes, number),
    }


def _sum(story: Story, *pointed_at: object) -> str:
    """A check sum of all that a person's marks point at: by it a page knows its own."""
    texts = [(one.id, one.text) for one in story]
    return hashlib.sha256(json.dumps([texts, *pointed_at]).encode()).hexdigest()[:16]


def _article(article: Article, name: str) -> dict[str, object]:
    return {
        "id": article.id,
        "name": name,
        "facts": [str(one) for one in (article.byline, article.agency, article.published) if one],
        "text": article.text,
        "sections": [list(section) for section in article.sections],
        "removed": [list(removed) for removed in article.removed],
    }


def _book(book: Codebook) -> dict[str, object]:
    return {
        "name": book.name,
        "source": " ".join(book.source.split()),
        "frames": [[one.name, one.definition, bool(one.terms)] for one in book.frames],
    }


def _speech(story: Story, number: Callable[[str], int], reasons: _Numbered) -> Iterable[Row]:
    for row in attributions(story).to_dict("records"):
        places = [[list(span) for span in row[part]] for part in PARTS]
        sure = round(100 * row["probability"])
        speaker = reasons(row["speaker"] or "")
        kind, why = reasons(row["kind"]), reasons(row["why"])
        yield [number(row["article"]), *places, speaker, row["source_type"], kind, sure, why]


def _hits(
    story: Story, book: Codebook, number: Callable[[str], int], reasons: _Numbered
) -> Iterable[Row]:
    names = {frame.name: at for at, frame in enumerate(book.frames)}
    for row in code_frames(story, book).to_dict("records"):
        said = reasons(row["term"]), reasons(row["voice"])
        place = number(row["article"]), row["start"], row["end"]
        yield [*place, names[row["frame"]], *said, int(row["negated"]), int(row["event"])]


def _shared(story: Story, number: Callable[[str], int]) -> list[Row]:
    return [
        [number(row["article"]), row["start"], row["end"], number(row["other_article"]),
         row["other_start"], row["other_end"], row["words"], row["quoted"], int(row["formula"])]
        for row in shared_wording(story).to_dict("records")
    ]  # fmt: skip


def _pairs(story: Story, number: Callable[[str], int]) -> list[Row]:
    found = align(story)
    return [
        [number(row["article"]), row["unit"], number(row["other_article"]), row["other_unit"],
         row["score"], row["strength"], _spans(row["places"]), _spans(row["other_places"])]
        for row in found[found["strength"] != "none"].to_dict("records")
    ]  # fmt: skip


def _spans(places: Sequence[tuple[int, int]]) -> list[list[int]]:
    return [list(place) for place in places]


def _places(table: pd.DataFrame, number: Callable[[str], int]) -> list[Row]:
    rows = zip(table["article"], table["start"], table["end"], strict=True)
    return [[number(article), int(start), int(end)] for article, start, end in rows]


def _codes(codes: pd.DataFrame, number: Callable[[str], int]) -> list[dict[str, object]]:
    """The rows of each coder: article, paragraph, frame, item, code (None where not coded)."""
    out = list[dict[str, object]]()
    for coder, mine in codes.groupby("coder", sort=False):
        rows = zip(
            map(number, mine["article"]), map(int, mine["unit"]), mine["frame"],
            map(int, mine["item"]), [None if pd.isna(one) else int(one) for one in mine["code"]],
            strict=True,
        )  # fmt: skip
        out.append({"coder": coder, "rows": [list(row) for row in rows]})
    return out
