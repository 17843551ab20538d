"""The reading view: articles side by side with marks in place, and tables that show every word."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.drawing.tables import NOBODY, View
from tellings.escaping import in_attribute, in_html
from tellings.text.layers import check_articles
from tellings.text.splitting import Span
from tellings.text.tokens import Sentence, sentences_of

MOST_ARTICLES = 40  # a page of hundreds of articles is slow to open
# So many articles beside each other still leave room to read at 900 pixels.
ABREAST = 3
# Of each colour the tint behind the words and the line under them. The words on it are black, in a
# dark page too; the colours stand here as numbers, because JupyterLab takes a style with "var(...)"
# out of a notebook that nobody has trusted yet, which each lesson is until its cells are run.
_COLOURS = (
    ("#fbe3b3", "#e69f00"), ("#d5edfa", "#56b4e9"), ("#b8e6d7", "#009e73"), ("#f8c9a6", "#d55e00"),
    ("#f2d9e7", "#cc79a7"), ("#faf5b8", "#b8ac00"), ("#bcd6ee", "#0072b2"),
)  # fmt: skip
_GREY = ("#e0e0e0", "#757575")
_LINES = ("solid", "dashed", "dotted", "double")
# The ground of a mark, and its line.
_LOOKS = ("background-color:{0}; color:#000", "border-bottom:3px {2} {1}")
# not "anywhere", which JupyterLab takes out, too
_WRAPS = "overflow-wrap:break-word"
# Three columns of sentences have room beside each other, and no long word takes it all.
_OPENED = f"min-width:12em; max-width:40em; {_WRAPS}"
# in sight while the table is moved sideways; in a lesson that is not trusted yet, it moves along
_STAYS = "position:sticky; left:0; background:var(--jp-layout-color0, Canvas)"


def read(
    story: Story, layer: pd.DataFrame | Mapping[str, pd.DataFrame] | None = None, label: str = ""
) -> View:
    """The articles side by side, paragraphs numbered, with a layer's stretches marked and named.

    Each label has a colour and an underline of its own, which the key above the articles shows.

    Args:
        story: the articles; of more than forty the first are shown, and read(story[40:80]) shows
            the next.
        layer: rows with article, start, end; where rows overlap, the one that begins first is
            marked. Left out, nothing is marked. Or two layers laid over each other, by the label
            of each: {"speaker": quoted, "frame": hits}; the first is told by the ground behind the
            words, the second by the line under them.
        label: the column whose value is written behind each mark, "nobody named" where it is
            missing.

    Raises:
        ValueError: there are more than two layers. `write_reader` shows all of them.

    >>> article = Story.of("They hailed a new pact.")
    >>> marks = pd.DataFrame({"article": ["a"], "start": [14], "end": [22], "word": ["deal"]})
    >>> read(article, marks, "word")
    a
    1  They hailed a [new pact: deal].
    """
    articles, names = len(story), story.names
    story = story[:MOST_ARTICLES]
    layers = dict(layer) if isinstance(layer, Mapping) else {} if layer is None else {label: layer}
    if len(layers) > len(_LOOKS):
        raise ValueError("read lays two layers over each other; write_reader shows all of them")
    parts = _LOOKS if len(layers) > 1 else ("; ".join(_LOOKS),)
    marks: dict[str, list[_Mark]] = {article.id: [] for article in story}
    key = ""
    for (column, table), part in zip(layers.items(), parts, strict=False):
        table = table[table["article"].isin(story.outlets)]
        looks = _looks(_named(table[column]), part)
        key += _key(looks)
        for article, mine in table.groupby("article"):
            marks[article] += _apart(mine, column, looks)
    columns = [_marked_blocks(article, marks[article.id]) for article in story]
    named = list(zip([names[article.id] for article in story], columns, strict=True))
    html = "".join(_abreast(named[at : at + ABREAST]) for at in range(0, len(named), ABREAST))
    text = "\n".join(
        f"{name}\n" + "\n".join(plain for _, plain in column) for name, column in named
    )
    if articles > MOST_ARTICLES:
        said = f"These are the first {MOST_ARTICLES} of {articles} articles."
        html, text = f"{html}<p>{said}</p>", f"{text}\n{said}"
    return View(key + html, text)


class _Mark(NamedTuple):
    """A stretch of an article, and how it is marked."""

    start: int
    end: int
    name: str
    look: str


def _apart(layer: pd.DataFrame, label: str, looks: dict[str, str]) -> Iterator[_Mark]:
    """The marks of one layer and article; of those that overlap the one that begins first."""
    layer, at = layer.sort_values(["start", "end"], kind="stable"), 0
    names = _named(layer[label])
    for start, end, name in zip(layer["start"], layer["end"], names, strict=True):
        if start >= at:
            yield _Mark(start, end, name, looks[name])
            at = end


def _looks(names: pd.Series, part: str) -> dict[str, str]:
    """A style for each label, in the order of the text; colour never alone tells two apart."""
    found = [name for name in dict.fromkeys(names) if name != NOBODY]
    looks = {
        name: part.format(*_COLOURS[at % len(_COLOURS)], _LINES[at // len(_COLOURS) % len(_LINES)])
        for at, name in enumerate(found)
    }
    return looks | ({NOBODY: part.format(*_GREY, _LINES[0])} if NOBODY in set(names) else {})


def _key(looks: dict[str, str]) -> str:
    marks = " ".join(f'<mark style="{look}">{in_html(name)}</mark>' for name, look in looks.items())
    return f"<p>Key: {marks}</p>" if looks else ""


def _abreast(named: Sequence[tuple[str, list[tuple[str, str]]]]) -> str:
    """A table with a column for each article, in which no paragraph waits for its neighbour."""
    width = 100 // len(named)
    heads = "".join(
        f'<th scope="col" style="text-align:left; width:{width}%">{in_html(name)}</th>'
        for name, _ in named
    )
    cells = "".join(
        f'<td style="text-align:left; vertical-align:top; {_WRAPS}">'
        f"{''.join(html for html, _ in column)}</td>"
        for _, column in named
    )
    return (
        f'<table style="table-layout:fixed; width:100%"><thead><tr>{heads}</tr></thead>'
        f"<tbody><tr>{cells}</tr></tbody></table>"
    )


def _marked_blocks(article: Article, marks: Sequence[_Mark]) -> list[tuple[str, str]]:
    """Each section as (html, plain text), numbered if it is a paragraph of the body."""
    out, number = [], 0
    marks = sorted(marks, key=lambda one: one.start)
    starts = [one.start for one in marks]
    for name, start, end in article.sections:
        number += name == "body"
        title = str(number) if name == "body" else name
        inside = marks[bisect_left(starts, start) : bisect_left(starts, end)]
        html, plain = _marked(article.text, start, end, [one for one in inside if one.end <= end])
        out.append((f"<p><b>{title}</b>&ensp;{html}</p>", f"{title}  {plain}"))
    return out


def _marked(text: str, start: int, end: int, marks: Sequence[_Mark]) -> tuple[str, str]:
    """A section, cut wherever a mark begins or ends, so that marks of two layers may cross."""
    html, plain, inside = "", "", list[_Mark]()
    begun = defaultdict[int, list[_Mark]](list)
    for mark in marks:
        begun[mark.start].append(mark)
    cuts = {start, end, *begun, *(mark.end for mark in marks)}
    for at, to in pairwise(sorted(cuts)):
        inside = [mark for mark in inside if mark.end > at] + begun[at]
        words, look = in_html(text[at:to]), "; ".join(mark.look for mark in inside)
        ended = [mark.name for mark in inside if mark.end == to]
        html += f'<mark style="{look}">{words}</mark>' if inside else words
        html += "".join(f" <small>[{in_html(name)}]</small>" for name in ended)
        plain += "[" * len(begun[at]) + text[at:to] + "".join(f": {name}]" for name in ended)
    return html, plain


def evidence_table(
    story: Story,
    layer: pd.DataFrame,
    row: str,
    *,
    caption: str,
    inside: str | None = None,
    rows: Sequence[str] | None = None,
) -> View:
    """Outlets across, and down what was found: each cell a number of sentences that opens to them.

    What was found is marked in them, and each has its paragraph before it. It needs no program to
    open: a page on the web and a printed notebook have it too, and the keyboard opens it as the
    mouse does.

    Args:
        story: the articles; those of one outlet share a column.
        layer: rows with article, start, end, of one analysis or several (joined with
            `pandas.concat`).
        row: the column whose values are the rows: a topic, an actor, a date, a question.
        caption: what the table shows, in a sentence.
        inside: a column whose values part each cell: who speaks, which label. Each opens to its own
            sentences.
        rows: which rows, in which order; all of them as they come, if left out.

    Raises:
        ValueError: the layer has a row of an article that is not there, or of characters that no
            sentence has.

    >>> story = Story.of(Daily="They hailed a new pact. Rain fell.")
    >>> layer = pd.DataFrame({"article": ["Daily"], "start": [14], "end": [22]})
    >>> layer["topic"] = ["agreements"]
    >>> evidence_table(story, layer, "topic", caption="Topics by outlet.")
    Topics by outlet. Each number counts sentences and opens to them.
    agreements
      Daily: 1 sentence
          paragraph 1: They hailed a [new pact].
    """
    columns = Counter(story.outlets.values())
    table = layer.assign(row=_named(layer[row]), part=_named(layer[inside]) if inside else "")
    quotes = _quotes(story, table)
    caption = f"{caption} Each number counts sentences and opens to them."
    titles = [
        name + (f" ({count} articles)" if count > 1 else "") for name, count in columns.items()
    ]
    head = "".join(_heading("col", title, f"width:{70 // len(titles)}%") for title in titles)
    body, text = "", caption
    for name in dict.fromkeys(table["row"]) if rows is None else rows:
        cells = [_opening(quotes.get((name, outlet), {})) for outlet in columns]
        body += f"<tr>{_heading('row', name, _STAYS)}{''.join(html for html, _ in cells)}</tr>"
        text += f"\n{name}" + "".join(
            f"\n  {outlet}:{plain}" for outlet, (_, plain) in zip(columns, cells, strict=True)
        )
    return View(
        f'<div role="region" tabindex="0" aria-label="{in_attribute(caption)}" '
        'style="overflow-x:auto">'
        f'<table><caption style="text-align:left">{in_html(caption)}</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table></div>",
        text,
    )


def _named(values: pd.Series) -> pd.Series:
    names = values.astype(object).where(values.notna(), "").astype(str)
    return names.where(names.str.strip() != "", NOBODY)


def _heading(scope: str, name: str, style: str) -> str:
    style = f"text-align:left; vertical-align:top; {style}"
    return f'<th scope="{scope}" style="{style}">{in_html(name)}</th>'


_Quote = tuple[str, str]


def _quotes(story: Story, table: pd.DataFrame) -> dict[tuple[str, str], dict[str, list[_Quote]]]:
    """For each row and outlet, and each part of that cell, the sentences as (html, plain text)."""
    by_id, names = {one.id: one for one in story}, story.names
    check_articles(table, by_id)
    sentences = {key: list(sentences_of(by_id[key])) for key in table["article"].unique()}
    places = {key: at for at, key in enumerate(by_id)}
    table = table.sort_values("article", key=lambda ids: ids.map(places), kind="stable")
    cells = dict[tuple[str, str], dict[str, list[_Quote]]]()
    for (name, part, key), mine in table.groupby(["row", "part", "article"], sort=False):
        article = by_id[str(key)]
        title = f"{names[article.id]}, " if names[article.id] != article.name else ""
        found = _touched(
            article, sentences[article.id], list(zip(mine["start"], mine["end"], strict=True))
        )
        quotes = cells.setdefault((str(name), article.name), {}).setdefault(str(part), [])
        quotes += [_quote(article.text, sentence, marks, title) for sentence, marks in found]
    return cells


def _touched(
    article: Article, sentences: Sequence[Sentence], spans: Sequence[Span]
) -> Iterator[tuple[Sentence, list[Span]]]:
    """The sentences that the spans touch, each with what of them lies in it, overlaps joined."""
    found = defaultdict[int, list[Span]](list)
    for start, end in spans:
        first = bisect_right(sentences, start, key=lambda one: one.end)
        last = bisect_left(sentences, end, key=lambda one: one.start)
        if first >= last:
            raise ValueError(
                f"{article.id}: no sentence has the characters {start} to {end}; was the layer "
                "made from this text?"
            )
        for at in range(first, last):
            found[at].append((max(start, sentences[at].start), min(end, sentences[at].end)))
    for at in sorted(found):
        marks = list[Span]()
        for start, end in sorted(found[at]):
            if marks and start < end and start < marks[-1][1]:
                marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
            elif start < end:
                marks.append((start, end))
        if marks:
            yield sentences[at], marks


def _quote(text: str, sentence: Sentence, marks: Sequence[Span], title: str) -> _Quote:
    place = title + (f"paragraph {sentence.paragraph}" if sentence.paragraph else sentence.section)
    html, plain, at = f"<p><b>{in_html(place)}:</b> ", f"{place}: ", sentence.start
    for start, end in marks:
        html += f"{in_html(text[at:start])}<mark>{in_html(text[start:end])}</mark>"
        plain += f"{text[at:start]}[{text[start:end]}]"
        at = end
    return f"{html}{in_html(text[at : sentence.end])}</p>", plain + text[at : sentence.end]


def _opening(parts: dict[str, list[_Quote]]) -> tuple[str, str]:
    """A cell as (html, plain text): closed, how many sentences, by part or in all; else a dash."""
    html, plain = "", ""
    for part, quotes in sorted(parts.items(), key=lambda item: -len(item[1])):
        number = f"{len(quotes)} sentence{'s' * (len(quotes) != 1)}"
        summary = f"{part}: {number}" if part else number
        inside = "".join(quote for quote, _ in quotes)
        inside = f'<div style="{_OPENED}">{inside}</div>'
        html += f"<details><summary>{in_html(summary)}</summary>{inside}</details>"
        plain += "".join(
            [
                f"\n    {summary}" if part else f" {summary}",
                *(f"\n      {quote}" for _, quote in quotes),
            ]
        )
    return f'<td style="text-align:left; vertical-align:top">{html or "–"}</td>', plain or " –"
