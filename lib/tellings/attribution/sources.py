"""Who is allowed to speak in each telling, and who is only spoken of."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

import pandas as pd

from tellings.actors.identities import mentions
from tellings.actors.kinds import COUNTRY, ORGANISATION, PERSON
from tellings.actors.people import Person, may_be, person_of
from tellings.articles.story import Story
from tellings.attribution.attributions import attributions
from tellings.attribution.directory import NOBODY, Directory
from tellings.attribution.speakers import SEX
from tellings.attribution.voices import who
from tellings.text.layers import layer, overlay, spans
from tellings.text.quotations import quotations
from tellings.text.splitting import split_words


@layer()
def sources(story: Story) -> pd.DataFrame:
    """Who speaks in each article, and how much.

    Args:
        story: the articles.

    Returns:
        One row a speaker and article: article, speaker (as this article calls it; "nobody named"
        where it cannot be told, as with a "he" that fits nobody), actor (one name for the speaker
        in all articles; unnamed ones such as "officials" share a name, which does not make them the
        same people), side (country or party, where the text says it; else ""), source_types (of its
        mentions), attributions (how many), words (attributed to it; acts have none), share (of all
        attributed words of the article), quoted_words (of its words, in quotation marks),
        direct, mixed, indirect (attributions of each kind), acts (how many of these tell only of an
        act: "refused to condemn the attack", "urged its allies", and nothing of what was said;
        Leech & Short 1981, Style in Fiction, on narrative reports of speech acts), mentions (the
        words by which it is named as source), cues (verbs and expressions of saying), stances (of
        these, with counts); the most words first. What stands in quotation marks without a speaker
        is not among them.

    >>> article = Story.of("The plan is dead, the ministry said. It added that talks go on.")
    >>> sources(article)[["speaker", "attributions", "words", "mentions"]].values.tolist()
    [['the ministry', 2, 8, 'the ministry, It']]
    """
    said = worded(story)
    kinds = {kind: said["kind"] == kind for kind in ("direct", "mixed", "indirect")}
    groups = said.assign(**kinds).groupby(
        ["article", "outlet", "actor"], as_index=False, sort=False
    )
    summed = {"words": "words", "quoted_words": "quoted_words"} | {kind: kind for kind in kinds}
    sums = {name: (column, "sum") for name, column in (summed | {"acts": "act"}).items()}
    table = groups.agg(attributions=("kind", "size"), **sums)
    numbers = groups.ngroup().tolist()
    for place, name, column, told in _TOLD:
        table.insert(place, name, _each(said[column], numbers, told))
    all_words = table.groupby("article")["words"].transform("sum")
    table.insert(8, "share", table["words"] / all_words.clip(lower=1))
    return table.sort_values(
        ["article", "words", "speaker"], ascending=[True, False, True], ignore_index=True
    )


@layer()
def speaking(story: Story) -> pd.DataFrame:
    """The attributions that have a speaker, with one name for the speaker in all articles: a layer.

    Args:
        story: the articles.

    Returns:
        The rows and columns of `attributions` without the unattributed ones, and speaker, actor and
        side as in `sources`; whoever is nobody named has the source_type "none".

    >>> article = Story.of("The plan is dead, the ministry said. It added that talks go on.")
    >>> speaking(article)[["source_text", "actor"]].values.tolist()
    [['the ministry', 'ministry'], ['It', 'ministry']]
    """
    said = attributions(story).query("kind != 'unattributed'")
    directory = Directory(mentions(story))
    speakers = who(said)
    rows = list(zip(said["article"], speakers, said["source_type"], strict=True))
    known = {row: directory.actor(*row) for row in dict.fromkeys(rows)}
    actors = [known[row] for row in rows]
    sides = [directory.side(name) for name in actors]
    said = said.assign(speaker=speakers, actor=actors, side=sides)
    # "his", "who": a word that stands for somebody is no name for him.
    said.loc[said["actor"] == NOBODY, ["speaker", "source_type"]] = [NOBODY, "none"]
    return said


@layer()
def worded(story: Story) -> pd.DataFrame:
    """The attributions that have a speaker, and how many words each gives: a layer.

    Args:
        story: the articles.

    Returns:
        The rows and columns of `speaking`, and words and quoted_words as in `sources`.

    >>> worded(Story.of("The plan is dead, the ministry said."))["words"].tolist()
    [4]
    """
    said = speaking(story)
    words, quoted = (counts.where(~said["act"], 0) for counts in _words(story, said))
    return said.assign(words=words, quoted_words=quoted)


@layer()
def absent(story: Story) -> pd.DataFrame:
    """Who is spoken of and never speaks.

    People, organisations and countries that an outlet names and gives no words. Nobody is among
    them who may stand behind a speaker of the outlet that is not settled, "he" or "Mr. Kim", or
    whose name ends the words for one, "a spokesman for the Navy, Bo Dahl". Who only refuses, urges
    or condemns (`acts` in `sources`) has not been given words.

    Args:
        story: the articles.

    Returns:
        One row an actor and outlet: outlet, actor, kind, mentions (in the bodies of the outlet's
        articles; adjectives such as "South Korean" are not counted), articles (that name it),
        speaks_in (the outlets that let it speak); the most mentioned first.

    >>> story = Story.of("Ms. Lee said that Mr. Kim was late.")
    >>> absent(story)[["actor", "mentions"]].values.tolist()
    [['Kim', 1]]
    """
    voices, named = speaking(story).query("not act"), mentions(story)
    pairs = pd.concat([voices[["actor", "outlet"]], _joint(story, voices, named)])
    speaks = defaultdict(list)
    for actor, outlet in sorted(set(zip(pairs["actor"], pairs["outlet"], strict=True))):
        speaks[actor].append(outlet)
    meant = named[
        (named["paragraph"] > 0)
        & (named["form"] != "people")
        & named["kind"].isin([PERSON, ORGANISATION, COUNTRY])
    ]
    groups = meant.groupby(["outlet", "actor", "kind"], as_index=False)
    table = groups.agg(mentions=("actor", "size"), articles=("article", "nunique"))
    unclear = _unclear(voices)
    silent = [
        outlet not in speaks.get(actor, ())
        and not (kind == PERSON and _may_be_one(actor, unclear[outlet]))
        for outlet, actor, kind in table[["outlet", "actor", "kind"]].itertuples(index=False)
    ]
    table = table.assign(
        speaks_in=[", ".join(speaks.get(actor, ())) for actor in table["actor"]]
    ).loc[silent]
    return table.sort_values(
        ["outlet", "mentions", "actor"], ascending=[True, False, True], ignore_index=True
    )


def _joint(story: Story, voices: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    """Who speaks together with another: Wardle in "Nancy Hollander and Vincent Wardle said"."""
    people = named[(named["kind"] == PERSON) & (named["form"] != "people")]
    inside = overlay(people, spans(voices, "source"))
    joined = [
        story[article].text[first:start].endswith(("and ", ", "))
        and not story[article].text.startswith(("'", "’"), end)
        for article, first, start, end in inside[
            ["article", "start_onto", "start", "end"]
        ].itertuples(index=False)
    ]
    return inside.loc[joined, ["actor", "outlet"]]


def _unclear(voices: pd.DataFrame) -> dict[str, list[Person]]:
    """For each outlet the speakers who may be somebody else: "he", "Mr. Harlow"."""
    out: dict[str, list[Person]] = defaultdict(list)
    columns = voices[["outlet", "source_text", "actor", "source_type"]]
    for outlet, source, actor, kind in columns.drop_duplicates().itertuples(index=False):
        if source.lower() in SEX and actor == NOBODY:
            out[outlet].append(Person((), frozenset(), "", SEX[source.lower()]))
        elif kind == PERSON and " " not in actor:
            out[outlet].append(person_of("", actor))
    return out


def _may_be_one(actor: str, people: Iterable[Person]) -> bool:
    person = person_of("", actor)
    return any(may_be(one, person) for one in people)


def _each(
    values: "pd.Series[str]", numbers: Sequence[int], told: Callable[[list[str]], str]
) -> list[str]:
    """What each group's values come to; the groups are numbered in the order they come."""
    groups: list[list[str]] = [[] for _ in range(max(numbers, default=-1) + 1)]
    for number, value in zip(numbers, values.tolist(), strict=True):
        groups[number].append(value)
    return [told(group) for group in groups]


def _listed(values: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(value for value in values if value))


def _counted(values: Iterable[str]) -> str:
    counts = Counter(value for value in values if value)
    return ", ".join(
        f"{value} {count}"
        for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _commonest(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


# The columns of words: place in the table, name, what of the attributions it tells, and how.
_TOLD: tuple[tuple[int, str, str, Callable[[Iterable[str]], str]], ...] = (
    (3, "speaker", "speaker", _commonest),
    (4, "side", "side", _listed),
    (5, "source_types", "source_type", _listed),
    (13, "mentions", "source_text", _listed),
    (14, "cues", "cue_text", _listed),
    (15, "stances", "stance", _counted),
)


def _words(story: Story, said: pd.DataFrame) -> tuple["pd.Series[int]", "pd.Series[int]"]:
    """How many words lie in the content of each attribution, and in quotation marks there."""
    places = [(article.id, *word) for article in story for word in split_words(article.text)]
    words = pd.DataFrame(places, columns=["article", "start", "end"])
    in_marks = overlay(words.assign(word=words.index), quotations(story))["word"]
    contents = spans(said[["article", "start", "end", "content"]], "content")
    marked = words.assign(quoted=words.index.isin(in_marks))
    told = overlay(marked, contents).groupby("row")["quoted"]
    every, quoted = (one.reindex(said.index, fill_value=0) for one in (told.size(), told.sum()))
    return every, quoted
