"""Attributions for a person to correct: a sheet for any spreadsheet program, and the way back."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from tellings.articles.article import Article
from tellings.articles.sheets import SheetError, SheetRow, as_csv, is_same, read_sheet, shown
from tellings.articles.story import Story
from tellings.attribution.attributions import attributions, rows_of, table_of
from tellings.attribution.cast import Named, named_in
from tellings.attribution.engine.wording import Found
from tellings.attribution.marked_table import BETWEEN, PARTS, read_attribution_table
from tellings.project import find, write_whole
from tellings.text.layers import with_outlets
from tellings.text.splitting import Span

SHEET = "article paragraph keep reason source cue content speaker source_type place".split()
_NEEDED = [name for name in SHEET if name != "reason"]
SOURCE_TYPES = ("person", "unnamed", "institution", "document", "media", "government", "none")
# "source 0-3 cue 4-8 content 9-25;30-40"
_PLACE = re.compile(r"(source|cue|content) (\d+-\d+(?:;\d+-\d+)*)")
_ALIKE = ("'’‘", '"“”', "–—")  # what programs put for each other while a person types
Spans = tuple[Span, ...]
Key = tuple[Spans, Spans]


def attribution_sheet(story: Story, path: str | Path) -> pd.DataFrame:
    """Writes the attributions for a person to correct: one row an attribution, as CSV.

    The person writes "no" under keep where there is no attribution, other words of the article
    under source, another name under speaker, or adds a row and leaves its place empty; and under
    reason, in words of their own, why.
    `story.correct(attributions=path)` puts the sheet in the place of the program's table.

    Args:
        story: the articles.
        path: the file. One that says anything else is not replaced.

    Returns:
        What was written: article, paragraph, keep ("yes"), reason (""), source, cue, content
        (the words as printed), speaker, source_type, place (where these words are, to find them
        again; not for editing).

    Raises:
        SheetError: at that path is another file.

    >>> from tempfile import TemporaryDirectory
    >>> story = Story.of("The plan is dead, the ministry said.")
    >>> with TemporaryDirectory() as folder:
    ...     sheet = attribution_sheet(story, Path(folder) / "mine.csv")
    >>> sheet[["keep", "source", "content", "place"]].values.tolist()
    [['yes', 'the ministry', 'The plan is dead', 'source 18-30 cue 31-35 content 0-16']]
    """
    path = Path(path)
    said = attributions(story).query("kind != 'unattributed'").reset_index(drop=True)
    words = {part: [shown(text) for text in said[f"{part}_text"]] for part in PARTS}
    places = [
        _place(dict(zip(PARTS, row, strict=True)))
        for row in said[list(PARTS)].itertuples(index=False)
    ]
    sheet = said.assign(
        keep="yes", reason="", **words, speaker=said["speaker"].fillna("").map(shown), place=places
    )[SHEET]
    data = as_csv(sheet, [name for name in SHEET if name != "paragraph"])
    if path.exists() and path.read_bytes() != data:
        raise SheetError(
            f"{path}: there is such a file, and it says something else; "
            "give another name, or move it away"
        )
    write_whole(path, data)
    return sheet


def read_attribution_sheet(story: Story, path: str | Path) -> pd.DataFrame:
    """Reads a sheet that a person has corrected; what it says replaces what the program found.

    Rows with no under keep are left out. Where the source was changed, its words are looked up in
    the article, nearest to where the old ones were, and the speaker is worked out anew unless it
    was changed too. Any other speaker and source type are taken as they are written; an empty cell
    is worked out from the source. All words of a row without a place are looked up in its
    paragraph. Spreadsheet programs may have changed the file as in `read_codes`.

    Args:
        story: the articles that it was made of.
        path: the sheet; it is looked for here, then beside the articles, then in the project.

    Returns:
        A table like that of `attributions`, with probability 1. Words in quotation marks that no
        row claims are unattributed.

    Raises:
        SheetError: the file is no sheet, an article is unknown, an answer is neither yes nor no,
            words are not found, the words at a place are others than in the row, or two rows say
            different things of the same words.
    """
    articles = {article.id: article for article in story}
    claimed = defaultdict[str, list[_Claim]](list)
    for one in _claims(story, path):
        claimed[one.name].append(one)
    named = named_in(story)
    rows = [
        row
        for name, one in articles.items()
        for row in _of_article(one, named[name], claimed[name])
    ]
    return with_outlets(story, table_of(rows))


def reasons_in(story: Story, path: str | Path) -> dict[tuple[str, Spans, Spans], str]:
    """What a person wrote under reason, by article, cue and content."""
    claims = [one for one in _claims(story, path) if "reason" in one.row.cells]
    return {(one.name, *_key(one.found)): one.row.text("reason").strip() for one in claims}


@dataclass(frozen=True)
class _Claim:
    """What a row of the sheet says: where its words are, and where they were before."""

    row: SheetRow
    name: str
    keep: bool
    found: Found
    written: Found | None

    @property
    def says(self) -> tuple[object, ...]:
        return self.keep, self.found.source, self.row.text("speaker"), self.row.text("source_type")


def _claims(story: Story, path: str | Path) -> list[_Claim]:
    articles = {article.id: article for article in story}
    rows = read_sheet(find(path, story.folder), _NEEDED, SHEET)
    return _once([_claim(row, row.article(articles)) for row in rows])


def _claim(row: SheetRow, article: Article) -> _Claim:
    keep = row.answer("keep", "is neither yes nor no") is not False
    kind = row.text("source_type").strip()
    if kind and kind not in SOURCE_TYPES:
        raise row.mistake(
            "source_type", f"{kind!r} is none of {', '.join(SOURCE_TYPES)}; write one, or nothing"
        )
    if not row.text("content").strip():
        raise row.mistake("content", "empty; write what is said, in the words of the article")
    if not row.cells["place"].strip():
        return _Claim(row, article.id, keep, _looked_up(row, article), None)
    written = _at_its_place(row, article)
    found = written
    if not _says(row, "source", article, written.source):
        near = (written.source or written.cue or written.content)[0]
        body = (article.paragraphs[0][0], article.paragraphs[-1][1])
        found = _found(
            _search(row, "source", article, body, near, written.cue + written.content),
            *_key(written),
        )
    return _Claim(row, article.id, keep, found, written)


def _place(spans: Mapping[str, Iterable[Span]]) -> str:
    return " ".join(
        f"{part} {';'.join(f'{a}-{b}' for a, b in some)}" for part, some in spans.items() if some
    )


def _found(source: Spans, cue: Spans, content: Spans) -> Found:
    return Found(source, cue, content, 1.0, "marked by a person")


def _at_its_place(row: SheetRow, article: Article) -> Found:
    """What the place of a row points at, where the article still has the words of the row there."""
    parts = dict(_PLACE.findall(row.text("place")))
    spans = {
        part: tuple((int(a), int(b)) for a, b in re.findall(r"(\d+)-(\d+)", parts.get(part, "")))
        for part in PARTS
    }
    inside = all(a < b <= len(article.text) for some in spans.values() for a, b in some)
    if _place(spans) != row.text("place").strip() or not spans["content"] or not inside:
        raise row.mistake(
            "place",
            "this is no place; put back what was there, "
            "or empty the cell to have the words looked up",
        )
    for part in ("cue", "content"):
        if not _says(row, part, article, spans[part]):
            raise row.mistake(
                part,
                "the article does not have these words at the place of the row; put back what the "
                "cell said, or empty the cell place to have all words of the row looked up "
                "(where the article was changed, write a new sheet)",
            )
    return _found(**spans)


def _says(row: SheetRow, part: str, article: Article, spans: Spans) -> bool:
    return is_same(row.text(part), shown(BETWEEN.join(article.text[a:b] for a, b in spans)))


def _looked_up(row: SheetRow, article: Article) -> Found:
    number = row.whole("paragraph")
    if not 0 < number <= len(article.paragraphs):
        raise row.mistake(
            "paragraph",
            f"there is no paragraph {number}; the article has {len(article.paragraphs)}",
        )
    area = article.paragraphs[number - 1]
    content = _search(row, "content", article, area, (area[0], area[0]), ())
    source = _search(row, "source", article, area, content[0], content)
    cue = _search(row, "cue", article, area, (source or content)[0], source + content)
    return _found(source, cue, content)


def _search(
    row: SheetRow, part: str, article: Article, area: Span, near: Span, taken: Spans
) -> Spans:
    """The words of a cell within an area, nearest to a place, and free; in one stretch or more."""
    words = row.text(part).strip()
    for pieces in (
        ([words], [piece for piece in words.split(BETWEEN) if piece.strip()]) if words else ()
    ):
        spans, beside = list(taken), near
        for piece in pieces:
            matches = (match.span() for match in _pattern(piece).finditer(article.text, *area))
            free = [(a, b) for a, b in matches if not any(a < d and c < b for c, d in spans)]
            if free:
                beside = min(free, key=lambda span: max(beside[0] - span[1], span[0] - beside[1]))
                spans.append(beside)
        if len(spans) == len(taken) + len(pieces):
            return tuple(sorted(spans[len(taken) :]))
    if words:
        where = "paragraph" if area in article.paragraphs else "article"
        raise row.mistake(
            part, f"the {where} does not say {words!r}; write words as they are printed there"
        )
    return ()


def _pattern(words: str) -> re.Pattern[str]:
    """Finds words whatever space stands between them, and it’s for "it's"."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    for letters in _ALIKE:
        pattern = re.sub(f"[{letters}]", f"[{letters}]", pattern)
    return re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE)


def _key(found: Found) -> Key:
    return found.cue, found.content


def _once(claims: Iterable[_Claim]) -> list[_Claim]:
    """Of rows for the same words one; what a person added goes before what it was to replace."""
    seen: dict[tuple[str, Key], _Claim] = {}
    for one in claims:
        key = (one.name, _key(one.found))
        earlier = seen.setdefault(key, one)
        if one.keep != earlier.keep and not (one.written and earlier.written):
            seen[key] = one if one.keep else earlier
        elif one.says != earlier.says:
            raise one.row.mistake(
                "content",
                f"row {earlier.row.number} says another thing of the same words; delete one row",
            )
    return list(seen.values())


def _of_article(
    article: Article, named: Sequence[Named], claims: list[_Claim]
) -> list[dict[str, object]]:
    """The rows of an article, with the speakers that the sheet gives them."""
    before = {
        _key_of(row): row
        for row in rows_of(article, named, [one.written for one in claims if one.written])
    }
    kept = {_key(one.found): one for one in claims if one.keep}
    rows = rows_of(article, named, [one.found for one in kept.values()])
    for row in rows:
        if claim := kept.get(_key_of(row)):
            was = before[_key_of(row)] if claim.written else row
            for name in ("speaker", "source_type"):
                cell = " ".join(claim.row.text(name).split())  # a name stands on one line
                row[name] = _taken(cell, was[name], row[name], claim.written == claim.found)
    return rows


def _key_of(row: Mapping[str, object]) -> Key:
    return tuple(row["cue"]), tuple(row["content"])  # type: ignore[arg-type]


def _taken(cell: str, was: object, anew: object, same_source: bool) -> object:
    """The cell, but what is worked out where the person has left it as it was written, or empty."""
    before = shown(str(was or ""))
    # An old encoding changes letters ("Kim?s"), and a person capitals.
    untouched = cell == before or (is_same(cell, before) and cell.casefold() != before.casefold())
    if not cell or untouched:
        return was if untouched and same_source else anew
    return cell


def corrected(story: Story, table: object) -> pd.DataFrame:
    """A person's attributions, checked against the articles: what `story.correct` calls.

    Args:
        story: the articles.
        table: a table like that of `attributions`, or the path of a sheet.

    Raises:
        ValueError: as in `read_attribution_table`.
        SheetError: the sheet cannot be read, or its words do not stand in the article.
    """
    if isinstance(table, pd.DataFrame):
        return read_attribution_table(story, table)
    return read_attribution_sheet(story, str(table))


Story.correctable["attributions"] = corrected
