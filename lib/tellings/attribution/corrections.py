"""What a person changed in the program's attributions, and why."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from tellings.articles.story import Story
from tellings.attribution.attributions import attributions
from tellings.attribution.sheets import read_attribution_sheet, reasons_in
from tellings.attribution.voices import who
from tellings.text.layers import with_outlets

COLUMNS = "article start end paragraph source_text cue_text content_text change reason".split()
_MAY_CHANGE = {"source_text": "source", "speaker": "speaker", "source_type": "kind of source"}
_Row = Mapping[str, object]


class _Key(NamedTuple):
    article: str
    cue: tuple[object, ...]
    content: tuple[object, ...]


def corrections(story: Story, path: str | Path) -> pd.DataFrame:
    """What a person changed in the program's attributions, and why: a layer.

    Args:
        story: the articles; whether they are corrected already makes no difference.
        path: a sheet of `attribution_sheet` that a person has corrected; it is looked for as in
            `story.correct`.

    Returns:
        One row a change: article, start, end, paragraph, source_text, cue_text, content_text,
        change ("taken out", "added", or what is another now and what it was), reason (as the person
        has written it in the sheet). A row whose words were changed is taken out and added.

    Raises:
        SheetError, FileNotFoundError: as in `story.correct`.

    >>> from tempfile import TemporaryDirectory
    >>> story = Story.of("The plan is dead, the ministry said.")
    >>> from tellings import attribution_sheet
    >>> with TemporaryDirectory() as folder:
    ...     sheet = attribution_sheet(story, Path(folder) / "mine.csv")
    ...     sheet.assign(keep="no", reason="A joke.").to_csv(Path(folder) / "mine.csv")
    ...     changed = corrections(story, Path(folder) / "mine.csv")
    >>> changed[["source_text", "change", "reason"]].values.tolist()
    [['the ministry', 'taken out', 'A joke.']]
    """
    before = _rows(attributions(Story(story)))
    after = _rows(read_attribution_sheet(story, path))
    reasons = {_Key(*key): reason for key, reason in reasons_in(story, path).items()}
    changed = [
        {**after.get(key, before.get(key, {})), "change": change, "reason": reasons.get(key, "")}
        for key in [*before, *(key for key in after if key not in before)]
        for change in _changes(before.get(key), after.get(key))
    ]
    table = pd.DataFrame(changed, columns=COLUMNS)
    order = {name: at for at, name in enumerate(story.outlets)}
    table = table.sort_values(["article", "start"], key=lambda one: one.replace(order))
    return with_outlets(story, table.reset_index(drop=True))


def _rows(table: pd.DataFrame) -> dict[_Key, _Row]:
    said = table[table["kind"] != "unattributed"]
    said = said.assign(speaker=who(said))
    return {
        _Key(row["article"], tuple(row["cue"]), tuple(row["content"])): row
        for row in said.to_dict("records")
    }  # type: ignore[return-value]


def _changes(before: _Row | None, after: _Row | None) -> Iterator[str]:
    if before is None or after is None:
        yield "added" if before is None else "taken out"
        return
    told = [
        f"{name}: {after[column] or 'none'}, was {before[column] or 'none'}"
        for column, name in _MAY_CHANGE.items()
        if after[column] != before[column]
    ]
    if told:
        yield "; ".join(told)
