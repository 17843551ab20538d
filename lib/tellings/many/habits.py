"""What an outlet does again and again: whom it lets speak, what it tells of, who says what."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import scipy

from tellings.articles.sheets import read_sheet
from tellings.articles.story import Story
from tellings.attribution.shares import OTHERS
from tellings.attribution.sources import worded
from tellings.attribution.voices import voices
from tellings.chance import clustered_share_interval, one_share_interval
from tellings.framing.codebook import Codebook, read_codebook
from tellings.framing.dictionary import code_frames
from tellings.framing.matched import difference_by_event
from tellings.framing.scores import frame_scores
from tellings.project import find
from tellings.text.events import group_events
from tellings.text.layers import overlay, with_outlets

SPEAKS, TELLS, CARRIES = "who speaks", "what is told", "who carries it"
NEWSROOM = "newsroom"
MANY = 200  # events, from which on shuffles cost hours and tell no more than t
_BASE = ["habit", "frame"]
COUNTS = [*_BASE, "voice", "article", "outlet", "event", "count", "of"]
HABITS = (
    "habit frame voice outlet events count of share low high difference difference_low "
    "difference_high smallest p"
).split()


def habit_counts(
    story: Story, codebook: Codebook | str | Path | None = None, groups: str | Path | None = None
) -> pd.DataFrame:
    """What `outlet_habits` compares, counted in each article.

    With `run_many` it can be made of any number of stories, and `gathered` gives it back for
    `outlet_habits`.

    Args:
        story, codebook, groups: as in `outlet_habits`.

    Returns:
        One row an article and habit that it shows: habit, frame, voice (as in `outlet_habits`),
        article, outlet, event (of `group_events`), count, of (attributed words, sentences, or words
        that count for the frame).

    Raises:
        ValueError, SheetError: as in `outlet_habits`.

    >>> habit_counts(Story.of("The plan is dead, Kim said."))[["voice", "count", "of"]]
        voice  count  of
    0  person      4   4
    """
    group = read_groups(groups, story) if groups else {}
    parts = [_who_speaks(story, group)]
    if codebook is not None:
        book = read_codebook(codebook)
        parts += [_what_is_told(story, book), _who_carries(story, book, group)]
    table = pd.concat(parts, ignore_index=True)
    event = group_events(story).set_index("article")["event"]
    table["event"] = table["article"].map(event).astype("int64")
    return with_outlets(story, table)[COUNTS]


def _who_speaks(story: Story, group: dict[str, str]) -> pd.DataFrame:
    """Attributed words of each group of voices."""
    said = worded(story).query("words > 0")
    said = said.assign(voice=_grouped(said, group), count=said["words"])
    return _summed(said, SPEAKS, "")


def _what_is_told(story: Story, book: Codebook) -> pd.DataFrame:
    """Sentences with each frame."""
    scores = frame_scores(story, book).query("of > 0")
    told = scores[["frame", "article", "of"]].assign(count=scores["sentences"])
    return told.assign(habit=TELLS, voice="")


def _who_carries(story: Story, book: Codebook, group: dict[str, str]) -> pd.DataFrame:
    """Words that count for each frame, by who says them."""
    hits = code_frames(story, book, voice=False).query(
        "paragraph > 0 and not event and not negated"
    )
    first = hits[["article", "start", "end", "frame"]].assign(end=hits["start"] + 1)
    hits = overlay(first, voices(story)[["article", "start", "end", "row"]])
    speaker = _grouped(worded(story), group)
    hits = hits.assign(voice=hits["row"].map(speaker).fillna(NEWSROOM), count=1)
    parts = [
        _summed(rows, CARRIES, str(frame)) for frame, rows in hits.groupby("frame", sort=False)
    ]
    none = pd.DataFrame(columns=[*_BASE, "voice", "article", "count", "of"])
    return pd.concat([none, *parts])


def _summed(rows: pd.DataFrame, habit: str, frame: str) -> pd.DataFrame:
    table = rows.groupby(["voice", "article"], as_index=False, sort=False)["count"].sum()
    of = table.groupby("article")["count"].transform("sum")
    return table.assign(habit=habit, frame=frame, of=of)


def _grouped(said: pd.DataFrame, group: dict[str, str]) -> pd.Series:
    """The group of each speaker; where nobody has grouped them, the kind of source."""
    return said["actor"].map(group).fillna(OTHERS) if group else said["source_type"]


def read_groups(path: str | Path, story: Story) -> dict[str, str]:
    """The group of each actor, as a person has written it into a sheet.

    Raises:
        SheetError: a column is missing, or an actor is in two groups.
    """
    group: dict[str, str] = {}
    for row in read_sheet(find(path, story.folder), ["actor", "group"], ["actor", "group"]):
        actor, told = row.text("actor").strip(), row.text("group").strip()
        if actor and told and group.setdefault(actor, told) != told:
            raise row.mistake("group", f"{actor} is in {group[actor]!r} above; leave one of them")
    return group


def outlet_habits(
    story: Story | pd.DataFrame,
    codebook: Codebook | str | Path | None = None,
    groups: str | Path | None = None,
) -> pd.DataFrame:
    """What each outlet does again and again, against the others that tell of the same events.

    An outlet that reports on courts lets judges speak. So each is compared with all others on the
    events that both tell, event by event, and what is drawn anew is events, not articles: articles
    on one event are alike, and three on one say little more than one. Events are those of
    `group_events`, or of whoever corrected them.

    Args:
        story: articles on several events, or what `habit_counts` returns for them.
        codebook: a Codebook, or the name or path of one, to compare frames too.
        groups: a sheet (CSV) that a person has made, with the columns actor (as in `sources`) and
            group ("islanders"), to compare groups of voices. Actors that it does not name are
            "others". Without it, the kinds of source are compared (source_type in `attributions`).

    Returns:
        One row a habit and outlet: habit ("who speaks": attributed words; "what is told":
        sentences; "who carries it": words that count for a frame), frame, voice (a group or kind;
        "newsroom" for what the outlet says itself), outlet, events (that it tells with anybody
        else), count, of, share (in all its articles), low and high (95%; Wilson 1927 with events as
        clusters, Korn & Graubard 1998; of a share of 0 what its events still allow), difference
        (from the others, event by event: Mantel & Haenszel, as in Greenland & Robins 1985),
        difference_low and difference_high (95%, t over the events), smallest (half that interval:
        no smaller difference can be told), p (labels of the outlets shuffled within events, 9,999
        times; from 200 events on by t over the events), p_corrected (Benjamini & Hochberg 1995,
        over all rows of the habit), verdict ("more" or "less" where p_corrected < .05 and the
        interval leaves out 0, else "cannot tell").

    Raises:
        SheetError: the sheet of groups has no such columns, or an actor in two groups.

    >>> story = Story.of("The ferry sank, Kim said.", "The ferry sank, officials said.")
    >>> outlet_habits(story)[["voice", "outlet", "events", "share", "verdict"]]
         voice outlet  events  share      verdict
    0   person      a       1    1.0  cannot tell
    1   person      b       1    0.0  cannot tell
    2  unnamed      a       1    0.0  cannot tell
    3  unnamed      b       1    1.0  cannot tell
    """
    counts = habit_counts(story, codebook, groups) if isinstance(story, Story) else story
    rows = [
        {"habit": habit, "frame": frame, "voice": voice} | row
        for (habit, frame), base in counts.groupby(_BASE, sort=False)
        for voice in _largest_first(base)
        for row in _compared(_filled(base, voice))
    ]
    table = pd.DataFrame(rows, columns=HABITS)
    told = table.groupby("habit")["p"].transform(scipy.stats.false_discovery_control)
    sure = (told < 0.05) & ((table["difference_low"] > 0) | (table["difference_high"] < 0))
    lean = table["difference"].map(lambda difference: "more" if difference > 0 else "less")
    return table.assign(p_corrected=told, verdict=lean.where(sure, "cannot tell"))


def _largest_first(base: pd.DataFrame) -> list[str]:
    voices = base.groupby("voice", sort=False)["count"].sum()
    return list(voices.sort_values(ascending=False, kind="stable").index)


def _filled(base: pd.DataFrame, voice: str) -> pd.DataFrame:
    """The counts of one voice, also of articles in which it says nothing."""
    place = ["story_path"] * ("story_path" in base) + ["article"]
    every = base.drop_duplicates(place).set_index(place)
    mine = base[base["voice"] == voice].set_index(place)["count"]
    counted = mine.reindex(every.index).fillna(0)
    names = every.index.map(str)
    event = every["event"].astype(str) + (every.index.get_level_values(0) if place[1:] else "")
    columns = {"article": names, "event": event.to_numpy(), "outlet": every["outlet"].to_numpy()}
    return pd.DataFrame(columns | {"sentences": counted.to_numpy(), "of": every["of"].to_numpy()})


def _compared(counts: pd.DataFrame) -> Iterator[dict[str, object]]:
    """A row for each outlet: its share, and how far that is from the others."""
    event = dict(zip(counts["article"], counts["event"], strict=True))
    for outlet, mine in counts.groupby("outlet", sort=False):
        rest = counts[counts["outlet"] != outlet]
        k, of = (mine.groupby("event")[name].sum() for name in ("sentences", "of"))
        low, high = _interval(k, of, counts["sentences"] / counts["of"])
        apart, least, most, _, p = difference_by_event(mine, rest, event, MANY)
        yield {
            "outlet": outlet,
            "events": int(mine["event"].drop_duplicates().isin(rest["event"]).sum()),
            "count": int(k.sum()), "of": int(of.sum()), "share": k.sum() / of.sum(),
            "low": low, "high": high, "difference": apart, "difference_low": least,
            "difference_high": most, "smallest": (most - least) / 2, "p": p,
        }  # fmt: skip


def _interval(k: pd.Series, of: pd.Series, shares: pd.Series) -> tuple[float, float]:
    """Events as clusters; of what an outlet never does, what its events still allow.

    None of 13 events: up to 23 of 100 events may (Wilson 1927), each with the mean share that it
    has wherever anybody does it. A thousand words without an expert are no thousand cases.
    """
    if 0 < k.sum() < of.sum():
        return clustered_share_interval(k, of)
    if k.sum() == 0:
        return 0.0, _upper(len(k), shares)
    return 1 - _upper(len(k), 1 - shares), 1.0


def _upper(events: int, shares: pd.Series) -> float:
    most = one_share_interval(0, events)[1]
    return most * float(shares[shares > 0].mean()) if (shares > 0).any() else most
