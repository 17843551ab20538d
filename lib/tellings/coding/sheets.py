"""Coding by people: a sheet to fill in, read back as a layer; and the dictionary's codes alike."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from tellings.articles.article import Article
from tellings.articles.sheets import as_csv, shown
from tellings.articles.story import Story
from tellings.coding.drawn import Drawn
from tellings.coding.sheet_rows import COLUMNS, SHEET, Row, check_free, read_rows
from tellings.framing.codebook import Codebook, read_codebook
from tellings.framing.dictionary import code_frames
from tellings.project import find, write_whole
from tellings.text.layers import layer, overlay, with_outlets
from tellings.text.tokens import sentences_of

DICTIONARY = "dictionary"


def coding_sheet(
    story: Story,
    codebook: Codebook | str | Path,
    path: str | Path,
    unit: str = "paragraph",
    coder: str = "",
) -> pd.DataFrame:
    """Writes a sheet for a person to code: a row a unit and question, an empty column for the code.

    The person writes 1 for yes and 0 for no into the column code; an empty cell means not coded.
    The outlet is left out, so that nobody codes by the name of the newsroom. The file is CSV as
    Excel and LibreOffice open it with a double click. Text that they would take for a formula, a
    number or a date has an apostrophe before it, which `read_codes` takes away again.

    Args:
        story: the articles.
        codebook: a Codebook, or the name or path of one. A frame without items is asked for as a
            whole, as item 0.
        path: the file. A sheet without codes is replaced, anything else is not.
        unit: "article" (the body, from its first to its last paragraph), "paragraph" or "sentence"
            (of the body).
        coder: who will fill it in; left empty, the file's name will tell.

    Returns:
        What was written: coder, article, unit (its number: of the paragraph, from 1; of the
        sentence, as in `sentences`; 1 for an article), start, end (characters of the article's
        text), frame, item, question, text (to read; past 32,000 characters it is cut, as a cell
        holds no more), code (empty).

    Raises:
        SheetError: at that path is a file that is not an empty sheet.
        ValueError: unit is none of the three.

    >>> from tempfile import TemporaryDirectory
    >>> from tellings.framing.codebook import Frame
    >>> story = Story.of("They met.\\n\\nBoth claim the islands.")
    >>> book = Codebook("b", "", (Frame("territory", items=("Is land in dispute?",)),))
    >>> with TemporaryDirectory() as folder:
    ...     sheet = coding_sheet(story, book, Path(folder) / "anna.csv")
    >>> sheet[["unit", "question", "text"]].values.tolist()
    [[1, 'Is land in dispute?', 'They met.'], [2, 'Is land in dispute?', 'Both claim the islands.']]
    """
    check_free(Path(path))
    sheet = (
        units_of(story, unit)
        .merge(questions_of(read_codebook(codebook)), how="cross")
        .assign(coder=shown(coder), code="")[SHEET]
    )
    texts = ["coder", "article", "frame", "question", "text"]
    write_whole(Path(path), as_csv(sheet, texts))
    return sheet


@layer(codebook=read_codebook)
def code_units(
    story: Story, codebook: Codebook | str | Path, unit: str = "paragraph"
) -> pd.DataFrame:
    """The dictionary's coding in a person's shape: a frame is there if a unit has one of its terms.

    Args:
        story: the articles.
        codebook: a Codebook, or the name or path of one. Frames without terms get no rows: a
            dictionary cannot code them.
        unit: as in `coding_sheet`.

    Returns:
        One row a unit and frame, as `read_codes` gives them: coder ("dictionary"), article, unit,
        start, end, frame, item (0: the frame as a whole), code (1 or 0). A hit that is negated, or
        names the event itself, does not count. One sentence with a hit is enough, but for an
        article as many as the codebook's cut-off says.

    >>> story = Story.of("They met.\\n\\nBoth claim the islands.")
    >>> from tellings.framing.codebook import Frame
    >>> book = Codebook("b", "", (Frame("territory", terms=("island*",)),))
    >>> code_units(story, book)[["unit", "code"]].values.tolist()
    [[1, 0], [2, 1]]
    """
    book, units = read_codebook(codebook), units_of(story, unit)
    hits = code_frames(story, book, voice=False).query("not negated and not event")
    inside = overlay(hits[["article", "start", "end", "frame", "sentence"]], units)
    sentences_with = (
        inside.groupby(["article", "start_onto", "frame"])["sentence"].nunique().to_dict()
    )
    frames = [(f.name, (f.cutoff or 1) if unit == "article" else 1) for f in book.frames if f.terms]
    table = units.merge(
        pd.DataFrame(frames, columns=["frame", "least"]).astype({"frame": object}), how="cross"
    )
    keys = zip(table["article"], table["start"], table["frame"], strict=True)
    found = [
        sentences_with.get(key, 0) >= least for key, least in zip(keys, table["least"], strict=True)
    ]
    return sorted_codes(table.assign(coder=DICTIONARY, item=0, code=found))


def read_codes(
    paths: str | Path | Iterable[str | Path],
    story: Story | None = None,
    codebook: Codebook | str | Path | None = None,
) -> pd.DataFrame:
    """Reads the sheets that people have filled in.

    A code is 1, yes, y or true; 0, no, n or false; or an empty cell for not coded. A mark such as x
    is refused: it would leave open whether an empty cell means no or not coded. Spreadsheet
    programs may have saved with semicolons or tabs, in another encoding, or in another order of
    rows or columns; columns of your own are passed over.

    Args:
        paths: one sheet or several, as CSV.
        story: the articles, to check that each unit is still the stretch the person read.
        codebook: to check that the frames and questions are still the same.

    Returns:
        One row a coder, unit and item: coder (the column coder; where that is empty, the file's
        name without its ending), article, unit, start, end, frame, item, code (1, 0, or missing);
        from a sheet of `sample_for_coding` also how the unit was drawn: seed, part, drawn, of.

    Raises:
        SheetError: a file is no sheet, a column is missing, a code is none of those above, article,
            frame or item is unknown, a text is not the article's any more, a quotation is not in
            the text, a probability was changed, or the same coder codes the same unit and item
            twice.
    """
    files = [paths] if isinstance(paths, str | Path) else paths
    articles = None if story is None else {article.id: article for article in story}
    asked = (
        None
        if codebook is None
        else questions_of(read_codebook(codebook))
        .set_index(["frame", "item"])["question"]
        .to_dict()
    )
    rows: dict[tuple[object, ...], Row] = {}
    drawn: dict[tuple[object, ...], Drawn | None] = {}
    for row in (row for path in files for row in read_rows(find(path))):
        if articles is not None:
            row.check_text(articles)
        row.check_quotation(articles)
        if asked is not None:
            row.check_question(asked)
        drawn[row.key] = row.drawn
        rows[row.key] = row.merged(rows.get(row.key, row))
    codes = pd.DataFrame([row.values() for row in rows.values()], columns=COLUMNS)
    if any(drawn.values()):
        none = (None,) * len(Drawn._fields)
        codes[list(Drawn._fields)] = [one or none for one in drawn.values()]
    codes = sorted_codes(codes)
    return codes if story is None else with_outlets(story, codes)


def sorted_codes(codes: pd.DataFrame) -> pd.DataFrame:
    """The columns that codes have, and how they were drawn, in the order of the texts."""
    order = ["coder", "article", "start", "end", "frame", "item"]
    whole = [name for name in ["code", *Drawn._fields] if name in codes]
    columns = [*COLUMNS, *whole[1:]]
    codes = codes.astype(dict.fromkeys(whole, "Int64"))
    return codes[columns].sort_values(order, kind="stable", ignore_index=True)


def questions_of(book: Codebook) -> pd.DataFrame:
    """frame, item, question; of a frame without items one, made from its name and definition."""
    whole = [
        (f.name, 0, ": ".join(filter(None, [f.name, f.definition])))
        for f in book.frames
        if not f.items
    ]
    table = pd.concat([book.items(), pd.DataFrame(whole, columns=["frame", "item", "question"])])
    places = {frame.name: at for at, frame in enumerate(book.frames)}
    return table.sort_values(
        "frame", key=lambda names: names.map(places), kind="stable", ignore_index=True
    )


def units_of(story: Story, unit: str) -> pd.DataFrame:
    """One row a unit of the bodies: article, unit (its number), start, end, text."""
    if unit not in ("article", "paragraph", "sentence"):
        raise ValueError(f"unit is 'article', 'paragraph' or 'sentence', not {unit!r}")
    rows = [
        (article.id, number, start, end, shown(article.text[start:end]))
        for article in story
        for number, start, end in _spans(article, unit)
    ]
    return pd.DataFrame(rows, columns=["article", "unit", "start", "end", "text"])


def _spans(article: Article, unit: str) -> Iterator[tuple[int, int, int]]:
    """Number, start and end of each unit of the body."""
    paragraphs = article.paragraphs
    if unit == "sentence":
        yield from (
            (s.number, s.start, s.end) for s in sentences_of(article) if s.section == "body"
        )
    elif unit == "paragraph":
        yield from ((number, start, end) for number, (start, end) in enumerate(paragraphs, start=1))
    elif paragraphs:
        yield 1, paragraphs[0][0], paragraphs[-1][1]
