"""Which actor stands behind each speaker."""

import re
from collections import defaultdict

import pandas as pd

from tellings.actors.kinds import COUNTRY, ORGANISATION, PERSON
from tellings.actors.lists import is_title, key_of, titles
from tellings.actors.names import first_name
from tellings.text.forms import normal_form

NOBODY = "nobody named"
# What goes before a name without being part of it: "the ministry", "its army".
_DETERMINER = re.compile(r"^(?:the|a|an|its|his|her|their|this|that|these|those)\s+", re.IGNORECASE)
# "Kim's ministry": the owner, and what is owned.
_OWNED = re.compile(r"(.+)['’]s?\s([a-z]+)$")
_PRONOUNS = frozenset(
    "he she it they him her them his hers its their "
    "who whom whose which that this these those".split()
)
# "a spokeswoman for the Navy" speaks for the Navy.
_SPEAKS_FOR = re.compile(
    r"(?:\w+\s){0,3}(?:spokes\w+|statement|report|letter|memo|source|sources|officials?|lawyers?"
    r"|representatives?)\s(?:for|from|of|by|at)\s(?:the\s)?(?=[A-Z])"
)
_ROLES = "|".join(sorted(titles("office", "doubtful", "position", "role")))
# What a name serves as: "spokesman" in "Navy spokesman Ann Lee"; "daily" is none.
_ROLE = re.compile(rf"(?:[a-z-]+\s)*(?:{_ROLES}|[a-z]+s)\b\s*", re.IGNORECASE)
_OF = re.compile(r"(?:of|at|from|in)\s")
# "the ministry": one word, which may stand for the one ministry that the article names.
_BARE = re.compile(r"(?:the|its|their|this|that)\s([A-Za-z]+)$", re.IGNORECASE)


class Directory:
    """The actors of the story, by the names that each article gives them."""

    def __init__(self, named: pd.DataFrame) -> None:
        self.by_name: dict[tuple[str, str], str] = {}
        self.by_word: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.kinds: dict[str, str] = {}
        self.titles: dict[str, set[str]] = defaultdict(set)
        self.sides: dict[str, set[str]] = defaultdict(set)
        self.organisations: dict[str, set[str]] = defaultdict(set)
        columns = ("article", "text", "actor", "kind", "title", "side")
        for row in zip(*(named[name].tolist() for name in columns), strict=True):
            self._add(*row)

    def _add(self, article: str, text: str, actor: str, kind: str, title: str, side: str) -> None:
        self.kinds[actor] = kind
        self.by_name[article, key_of(_DETERMINER.sub("", text))] = self.by_name[
            article, _untitled(text)
        ] = actor
        if side:
            self.sides[actor].add(side)
        if title:
            self.titles[actor].add(title)
            self.by_word[article, title.split()[-1]].add(actor)
        if kind == ORGANISATION:
            for word in key_of(text).split():
                self.by_word[article, word].add(actor)
                self.organisations[word].add(actor)

    def actor(self, article: str, phrase: str, source_type: str) -> str:
        """One name for a speaker everywhere: the actor named, else the phrase without its "the"."""
        if phrase.lower() in _PRONOUNS or phrase.startswith(("who ", "whose ")):
            return NOBODY
        if owned := _OWNED.match(phrase):
            return self._owned(article, phrase, owned[1], owned[2])
        if bare := _BARE.match(phrase):
            fits = self.by_word.get((article, normal_form(bare[1])), set())
            if len(fits) == 1:
                return min(fits)
        return self._named(
            article, _DETERMINER.sub("", phrase.split(",")[0]), source_type
        ) or _DETERMINER.sub("", phrase)

    def _named(self, article: str, head: str, source_type: str) -> str | None:
        """The actor at the head of a phrase: "Ann Lee", "the Post daily", "Navy aide Ann Lee"."""
        if behalf := _SPEAKS_FOR.match(head):
            return self._at_the_end(article, head[behalf.end() :])
        name = first_name(head)
        if not name or name.start:
            return None
        rest = head[name.end :].strip(" .")
        if role := _ROLE.match(rest):
            behind = rest[role.end() :]
            return self._at_the_end(article, behind) if behind[:1].isupper() else None
        actor = self._at_the_end(article, name.text)
        if actor is None or (self.kinds[actor] == PERSON and (not rest or _OF.match(rest))):
            return actor
        if source_type == "media" or (source_type != "unnamed" and not rest):
            return actor
        return actor if source_type == "person" else None

    def _at_the_end(self, article: str, text: str) -> str | None:
        """The actor by whose name a text ends: "Weekly Standard Editor Ann Lee"."""
        words = key_of(text).split()
        last = 1 if " of " in text else len(words)
        keys = ((article, " ".join(words[at:])) for at in range(last))
        return next((self.by_name[key] for key in keys if key in self.by_name), None)

    def _owned(self, article: str, phrase: str, owner: str, noun: str) -> str:
        """ "Kim's ministry": where Kim is Defense Minister, the story's one ministry of defense."""
        actor = self.actor(article, owner, PERSON)
        fields = {
            word for title in self.titles[actor] for word in title.split() if not is_title(word)
        }
        owned = self.organisations[normal_form(noun)]
        fits = {one for one in owned if fields & set(key_of(one).split())}
        if len(fits) == 1:
            return min(fits)
        return f"{actor}'s {noun}" if actor in self.kinds else _DETERMINER.sub("", phrase)

    def side(self, actor: str) -> str:
        """The country or party that the text gives a speaker; all where it gives several."""
        if self.kinds.get(actor) == COUNTRY:
            return actor
        return ", ".join(sorted(self.sides[actor])) if actor in self.sides else ""


def _untitled(name: str) -> str:
    words = key_of(name).split()
    while len(words) > 1 and is_title(words[0]):
        words = words[1:]
    return " ".join(words)
