"""Who is allowed to speak in each telling, and who is only spoken of."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

import pandas as pd

from tellings.actors import mentions
from tellings.articles import Article, articles_of
from tellings.entities import COUNTRY, ORGANISATION, PERSON
from tellings.layers import overlay
from tellings.names import find_names, is_title, key_of, titles
from tellings.quotes import acts, attributions, quotations, spans, who
from tellings.tokens import normal_form, tokens

NOBODY = "nobody named"
_DETERMINER = re.compile(r"^(?:the|a|an|its|his|her|their|this|that|these|those)\s+", re.IGNORECASE)
_OWNED = re.compile(r"(.+)['’]s?\s([a-z]+)$")
_PRONOUNS = frozenset("he she it they him her them his hers its their who whom whose which that this these those".split())
_SPEAKS_FOR = re.compile(
    r"(?:\w+\s){0,3}(?:spokes\w+|statement|report|letter|memo|source|sources|officials?|lawyers?|representatives?)\s(?:for|from|of|by|at)\s"
    r"(?:the\s)?(?=[A-Z])"
)
_ROLES = "|".join(sorted(titles("office", "doubtful", "position", "role")))
_ROLE = re.compile(rf"(?:[a-z-]+\s)*(?:{_ROLES}|[a-z]+s)\b\s*", re.IGNORECASE)
_OF = re.compile(r"(?:of|at|from|in)\s")
_BARE = re.compile(r"(?:the|its|their|this|that)\s([A-Za-z]+)$", re.IGNORECASE)


def sources(
    source: Article | Iterable[Article], said: pd.DataFrame | None = None, named: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Who speaks in each article, and how much.

    Args:
        source: an Article, a Story, or any articles.
        said: their attributions, where they are at hand or corrected by a person; found anew if left out.
        named: their `mentions`, where they are at hand; found anew if left out.

    Returns:
        One row a speaker and article: article, speaker (as this article calls it), actor (one name for the speaker in all
        articles; unnamed ones such as "officials" share a name, which does not make them the same people), side (country
        or party, where the text says it; else ""), source_types (of its mentions), attributions (how many), words
        (attributed to it), share (of all attributed words of the article), quoted_words (of its words, in quotation marks),
        direct, mixed, indirect (attributions of each kind), acts (how many of these tell only of an act: "refused to condemn
        the attack", "urged its allies", and nothing of what was said; Leech & Short 1981, Style in Fiction, on narrative
        reports of speech acts), mentions (the words by which it is named as source), cues (verbs
        and expressions of saying), stances (of these, with counts); the most words first. What stands in quotation marks
        without a speaker is not among them.

    >>> article = Article(id="a", text="The plan is dead, the ministry said. It added that talks go on.")
    >>> sources(article)[["speaker", "attributions", "words", "mentions"]].values.tolist()
    [['the ministry', 2, 8, 'the ministry, It']]
    """
    articles = articles_of(source)
    said = speaking(articles, said, named)
    words = tokens(articles)
    said = said.assign(
        words=_words(words, said),
        quoted=_words(overlay(words, quotations(articles)), said),
        **{kind: said["kind"] == kind for kind in ("direct", "mixed", "indirect")},
    )
    table = said.groupby(["article", "actor"], as_index=False, sort=False).agg(
        speaker=("speaker", _commonest),
        side=("side", _listed),
        source_types=("source_type", _listed),
        attributions=("kind", "size"),
        words=("words", "sum"),
        quoted_words=("quoted", "sum"),
        direct=("direct", "sum"),
        mixed=("mixed", "sum"),
        indirect=("indirect", "sum"),
        acts=("act", "sum"),
        mentions=("source_text", _listed),
        cues=("cue_text", _listed),
        stances=("stance", _counted),
    )
    table.insert(2, "speaker", table.pop("speaker"))
    table.insert(7, "share", table["words"] / table.groupby("article")["words"].transform("sum"))
    return table.sort_values(["article", "words", "speaker"], ascending=[True, False, True], ignore_index=True)


def speaking(
    source: Article | Iterable[Article], said: pd.DataFrame | None = None, named: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The attributions that have a speaker, with one name for the speaker in all articles: a layer.

    Args:
        source: an Article, a Story, or any articles.
        said: their attributions, where they are at hand or corrected by a person; found anew if left out.
        named: their `mentions`, where they are at hand; found anew if left out.

    Returns:
        The rows and columns of `attributions` without the unattributed ones, and speaker, actor and side as in `sources`, and
        act (True where it tells only of an act).

    >>> article = Article(id="a", text="The plan is dead, the ministry said. It added that talks go on.")
    >>> speaking(article)[["source_text", "actor"]].values.tolist()
    [['the ministry', 'ministry'], ['It', 'ministry']]
    """
    articles = articles_of(source)
    said = attributions(articles) if said is None else said
    said = said[said["kind"] != "unattributed"]
    directory = _Directory(mentions(articles) if named is None else named)
    speakers = who(said)
    actors = [directory.actor(*row) for row in zip(said["article"], speakers, said["source_type"], strict=True)]
    sides = [directory.side(name) for name in actors]
    return said.assign(speaker=speakers, actor=actors, side=sides, act=acts(articles, said))


def absent(
    source: Article | Iterable[Article], said: pd.DataFrame | None = None, named: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Who is spoken of and never speaks: people, organisations and countries that an outlet names and gives no words.

    Who only refuses, urges or condemns (`acts` in `sources`) has not been given words.

    Args:
        source: an Article, a Story, or any articles.
        said: their attributions, where they are at hand or corrected by a person; found anew if left out.
        named: their `mentions`, where they are at hand; found anew if left out.

    Returns:
        One row an actor and outlet: outlet, actor, kind, mentions (in the bodies of the outlet's articles; adjectives such as
        "South Korean" are not counted), articles (that name it), speaks_in (the outlets that let it speak); the most
        mentioned first.

    >>> absent(Article(id="a", text="Ms. Lee said that Mr. Kim was late."))[["actor", "mentions"]].values.tolist()
    [['Kim', 1]]
    """
    articles = articles_of(source)
    outlets = {article.id: article.name for article in articles}
    named = mentions(articles) if named is None else named
    voices = speaking(articles, said, named).query("not act")
    speaks = voices["article"].map(outlets).groupby(voices["actor"]).agg(lambda names: sorted(set(names))).to_dict()
    meant = named[(named["paragraph"] > 0) & (named["form"] != "people") & named["kind"].isin([PERSON, ORGANISATION, COUNTRY])]
    groups = meant.assign(outlet=meant["article"].map(outlets)).groupby(["outlet", "actor", "kind"], as_index=False)
    table = groups.agg(mentions=("actor", "size"), articles=("article", "nunique"))
    silent = [outlet not in speaks.get(actor, ()) for outlet, actor in zip(table["outlet"], table["actor"], strict=True)]
    table = table.assign(speaks_in=[", ".join(speaks.get(actor, ())) for actor in table["actor"]]).loc[silent]
    return table.sort_values(["outlet", "mentions", "actor"], ascending=[True, False, True], ignore_index=True)


def _listed(values: "pd.Series[str]") -> str:
    return ", ".join(dict.fromkeys(value for value in values if value))


def _counted(values: "pd.Series[str]") -> str:
    counts = Counter(value for value in values if value)
    return ", ".join(f"{value} {count}" for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _commonest(values: "pd.Series[str]") -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def _words(words: pd.DataFrame, said: pd.DataFrame) -> "pd.Series[int]":
    """How many of the words lie in the content of each attribution."""
    inside = overlay(words[["article", "start", "end"]], spans(said, "content"))
    return inside.groupby("row").size().reindex(said.index, fill_value=0).astype("int64")


class _Directory:
    """The actors of the story, by the names that each article gives them."""

    def __init__(self, named: pd.DataFrame) -> None:
        self.by_name: dict[tuple[str, str], str] = {}
        self.by_word: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.kinds: dict[str, str] = {}
        self.titles: dict[str, set[str]] = defaultdict(set)
        self.sides: dict[str, Counter[str]] = defaultdict(Counter)
        self.organisations: dict[str, set[str]] = defaultdict(set)
        for row in named[["article", "text", "actor", "kind", "title", "side"]].to_numpy().tolist():
            self._add(*row)

    def _add(self, article: str, text: str, actor: str, kind: str, title: str, side: str) -> None:
        self.kinds[actor] = kind
        self.by_name[article, key_of(_DETERMINER.sub("", text))] = self.by_name[article, _untitled(text)] = actor
        self.sides[actor] += Counter({side: 1} if side else {})
        if title:
            self.titles[actor].add(title)
            self.by_word[article, title.split()[-1]].add(actor)
        if kind == ORGANISATION:
            for word in key_of(text).split():
                self.by_word[article, word].add(actor)
                self.organisations[word].add(actor)

    def actor(self, article: str, phrase: str, source_type: str) -> str:
        """One name for a speaker in all articles: the actor that the phrase names, else the phrase without its article."""
        if phrase.lower() in _PRONOUNS or phrase.startswith(("who ", "whose ")):
            return NOBODY
        if owned := _OWNED.match(phrase):
            return self._owned(article, phrase, owned[1], owned[2])
        if bare := _BARE.match(phrase):
            fits = self.by_word.get((article, normal_form(bare[1])), set())
            if len(fits) == 1:
                return min(fits)
        return self._named(article, _DETERMINER.sub("", phrase.split(",")[0]), source_type) or _DETERMINER.sub("", phrase)

    def _named(self, article: str, head: str, source_type: str) -> str | None:
        """The actor that the head of a phrase names: "Ann Lee", "the Post daily", "Navy spokesman Ann Lee"."""
        if behalf := _SPEAKS_FOR.match(head):
            return self._at_the_end(article, head[behalf.end() :])
        name = next(iter(find_names(head)), None)
        if not name or name.start:
            return None
        rest = head[name.end :].strip(" .")
        if role := _ROLE.match(rest):
            return self._at_the_end(article, rest[role.end() :]) if rest[role.end() :][:1].isupper() else None
        actor = self._at_the_end(article, name.text)
        if actor is None or (self.kinds[actor] == PERSON and (not rest or _OF.match(rest))):
            return actor
        return actor if source_type == "media" or (source_type != "unnamed" and (not rest or source_type == "person")) else None

    def _at_the_end(self, article: str, text: str) -> str | None:
        """The actor by whose name a text ends: "Weekly Standard Editor Ann Lee"."""
        words = key_of(text).split()
        last = 1 if " of " in text else len(words)
        keys = ((article, " ".join(words[at:])) for at in range(last))
        return next((self.by_name[key] for key in keys if key in self.by_name), None)

    def _owned(self, article: str, phrase: str, owner: str, noun: str) -> str:
        """ "Kim's ministry": where Kim is Defense Minister, the one ministry of the story that is of defense."""
        actor = self.actor(article, owner, PERSON)
        fields = {word for title in self.titles[actor] for word in title.split() if not is_title(word)}
        fits = {one for one in self.organisations[normal_form(noun)] if fields & set(key_of(one).split())}
        return min(fits) if len(fits) == 1 else f"{actor}'s {noun}" if actor in self.kinds else _DETERMINER.sub("", phrase)

    def side(self, actor: str) -> str:
        """The country or party that the text gives a speaker, all of them where it gives several."""
        if self.kinds.get(actor) == COUNTRY:
            return actor
        return ", ".join(sorted(self.sides[actor])) if actor in self.sides else ""


def _untitled(name: str) -> str:
    words = key_of(name).split()
    while len(words) > 1 and is_title(words[0]):
        words = words[1:]
    return " ".join(words)
