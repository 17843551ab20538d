"""A random sample for people to code, so that their codes can correct the machine's counts."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tellings.articles.sheets import as_csv, shown
from tellings.articles.story import Story
from tellings.coding.drawn import DRAWN, Drawn
from tellings.coding.sheet_rows import QUOTATION, SHEET, UNIT, check_free
from tellings.coding.sheets import questions_of, units_of
from tellings.framing.codebook import Codebook, read_codebook
from tellings.project import write_whole

Counts = NDArray[Any]
LEAST = 2  # of each part, as one unit shows nothing of how much they differ


def sample_for_coding(
    story: Story,
    n: int,
    codebook: Codebook | str | Path,
    path: str | Path,
    *,
    unit: str = "sentence",
    by: str | pd.DataFrame = "",
    seed: int = 1,
    coder: str = "",
) -> pd.DataFrame:
    """Draws units at random and writes the sheet for a person to code them.

    A program that codes 85% of the sentences right still gives wrong shares, as its mistakes in one
    direction are seldom as many as those in the other. A random sample that people code shows by
    how much: `corrected_shares` puts the two together. How many units that takes is said by
    `how_many_to_code`.

    The sheet is that of `coding_sheet`, with two columns more. Under quotation the coder may write
    the words that decided; `read_codes` refuses words that the text does not say. Under probability
    stands how the unit was drawn, which has to stay as it is. A language model can fill in a copy
    of the sheet as one more coder, with its name under coder; `reliability` compares it with
    people. Nothing in this library calls one.

    The units come in the order of the text, and the seed stands in each row. The same seed draws
    the same units, and with a larger n the same ones and more: so a sample can be made longer.

    Args:
        story: the articles.
        n: how many units; where there are no more, all.
        codebook: as in `coding_sheet`; "voices" asks who speaks.
        path: the file. A sheet without codes is replaced, anything else is not.
        unit: "article", "paragraph" or "sentence".
        by: "" draws from all units alike; "outlet" from each outlet apart; a machine's codes of
            these units, such as `code_units` makes, from the units of each frame apart, where a
            unit with several belongs to the rarest. The larger parts then get more, but less than
            their share: each as the square root of its size (Bankier 1988), and two at least. Of
            a machine's codes the part tells something: hide the last column from who codes.
        seed: any whole number.
        coder: who will fill it in; left empty, the file's name will tell.

    Returns:
        What was written: the columns of `coding_sheet`, quotation (empty), and probability, such as
        "12 of 345 in part 2 (seed 1, check a633)": of the 345 units of this part 12 were drawn.

    Raises:
        SheetError: at that path is a file that is not an empty sheet.
        ValueError: n is too small for so many parts, or unit or by is none of those above.

    >>> from tempfile import TemporaryDirectory
    >>> story = Story.of("They met. Both claim the islands. Talks failed. They left.")
    >>> with TemporaryDirectory() as folder:
    ...     sheet = sample_for_coding(story, 2, "voices", Path(folder) / "anna.csv")
    >>> sheet[["unit", "text", "probability"]].drop_duplicates().values.tolist()
    [[1, 'Both claim the islands.', '2 of 4 in part 1 (seed 1, check a9f2)'],
     [3, 'They left.', '2 of 4 in part 1 (seed 1, check 7063)']]
    """
    check_free(Path(path))
    units = units_of(story, unit)
    part = _parts(story, units, by)
    sizes = np.bincount(part)
    drawn = dealt(sizes, n)
    cells = {
        at: Drawn(seed, part[at] + 1, drawn[part[at]], sizes[part[at]]).cell(*key)
        for at, key in _first(units, part, drawn, seed)
    }
    sheet = (
        units.loc[sorted(cells)]
        .assign(**{DRAWN: [cells[at] for at in sorted(cells)], QUOTATION: ""})
        .merge(questions_of(read_codebook(codebook)), how="cross")
        .assign(coder=shown(coder), code="")[[*SHEET[:-1], QUOTATION, SHEET[-1], DRAWN]]
    )
    texts = ["coder", "article", "frame", "question", "text", DRAWN]
    write_whole(Path(path), as_csv(sheet, texts))
    return sheet


def _first(
    units: pd.DataFrame, part: Counts, drawn: Counts, seed: int
) -> list[tuple[int, tuple[str, int, int]]]:
    """The places of the units drawn, with article, start and end.

    Each unit has a number that looks random, by its place and the seed alone, and the lowest of
    each part are drawn: so no version of Python or NumPy draws others.
    """
    keys = list(units[["article", "start", "end"]].itertuples(index=False, name=None))
    number = [sha256(f"{seed} {a} {start} {end}".encode()).digest() for a, start, end in keys]
    left, out = drawn.copy(), []
    for at in sorted(range(len(keys)), key=number.__getitem__):
        if left[part[at]] > 0:
            left[part[at]] -= 1
            out.append((at, keys[at]))
    return out


def _parts(story: Story, units: pd.DataFrame, by: str | pd.DataFrame) -> Counts:
    """The number of each unit's part, from 0."""
    if units.empty:
        raise ValueError("the articles have no text to draw from")
    if isinstance(by, pd.DataFrame):
        return _rarest(units, by)
    if by not in ("", "outlet"):
        raise ValueError(f"by is '', 'outlet' or a machine's codes of these units, not {by!r}")
    outlets = units["article"].map(story.outlets) if by else units["article"].map(lambda _: "")
    return pd.factorize(outlets)[0]


def _rarest(units: pd.DataFrame, machine: pd.DataFrame) -> Counts:
    """Of each unit the rarest frame that the machine finds there; the last part is of none."""
    keys = pd.MultiIndex.from_frame(units[UNIT])
    if len(keys.difference(pd.MultiIndex.from_frame(machine[UNIT]))):
        raise ValueError(
            "by: the machine's codes are not of these units; make them with the same story and unit"
        )
    found = machine[machine["code"] == 1]
    often = found["frame"].value_counts()
    rank = {frame: at for at, frame in enumerate(sorted(often.index, key=lambda f: (often[f], f)))}
    first = found.assign(rank=found["frame"].map(rank)).groupby(UNIT)["rank"].min()
    return pd.factorize(first.reindex(keys).fillna(len(rank)), sort=True)[0]


def dealt(sizes: Counts, n: int) -> Counts:
    """How many to draw of each part, as the square root of its size, two at least, n in all."""
    least = np.minimum(LEAST, sizes)
    if n < least.sum():
        raise ValueError(
            f"n is {n}; of {len(sizes)} part{'s' * (len(sizes) > 1)} {least.sum()} units at least "
            "have to be drawn"
        )
    if n >= sizes.sum():
        return sizes
    low, high = 0.0, float(sizes.max())
    for _ in range(100):
        middle = (low + high) / 2
        exact = np.clip(middle * np.sqrt(sizes), least, sizes)
        low, high = (middle, high) if exact.sum() < n else (low, middle)
    whole = np.floor(exact + 1e-6).astype(int)
    more = np.argsort(whole - exact, kind="stable")[: n - whole.sum()]
    whole[more] += 1
    return whole
