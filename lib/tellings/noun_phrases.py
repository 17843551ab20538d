"""Common nouns with what stands before them, found without a grammar: by what a word's ending and neighbours tell."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tellings.articles import Article
from tellings.content import Word, stem, verb_forms, words_of
from tellings.quotes import cue_stances
from tellings.tokens import Span, stop_words

MEASURES = frozenset("percent million billion trillion thousand hundr dozen".split())
_TIMES = frozenset("minut hour day night week weekend month year decad centuri time moment morn afternoon".split())
_NUMBERS = frozenset("two three four five six seven eight nine ten eleven twelve".split())
_OWNER = re.compile(r"['’]s?$")
_NO_ADVERBS = frozenset("family early daily weekly monthly yearly elderly ally supply assembly friendly reply".split())
# Words by what may follow them: a noun, or a verb; more function words than content has.
_TAGS = {word: tag for tag, words in {
    "d": "a an the this that these those its his her their our my your no any some every each all both other",
    "l": "of in on at by for with from into about over amid against during after before between under and or",
    "m": "to will would shall should can could may might must not do does did",
    "f": "near like ahead enough clear sure worth around along behind beyond despite above below outside inside",
}.items() for word in words.split()}  # fmt: skip
_PHRASE = re.compile("(?<=[dp])(?:[vg]?C*n+|g)|(?<=[lvg])C*n+|(?<![Cn])(?:C+n+|nn+)")
_VERB_AHEAD, _FURTHEST_VERB = re.compile("[vg]d*$"), 5


class Phrase(NamedTuple):
    """A common noun with what stands before it, and the verb that it is the object of: ended "brutal colonial rule"."""

    start: int
    end: int
    head: str
    modifiers: frozenset[str]
    label: tuple[str, ...]
    object_of: str


def noun_phrases(article: Article, clause: Span, keys: dict[int, str]) -> Iterator[Phrase]:
    """The phrases of a clause; what a word may be is told by its ending and the word before it.

    Args:
        article: the article.
        clause: a stretch of its text.
        keys: the key of each of its terms, by where the term ends.

    >>> article = Article(id="a", text="The ministers signed their first military accord.")
    >>> [article.text[phrase.start : phrase.end] for phrase in noun_phrases(article, (0, len(article.text)), {})]
    ['ministers', 'first military accord']
    """
    words, tags = _tagged(article.text, clause)
    for found in _PHRASE.finditer(tags):
        run = words[found.start() : found.end()]
        *before, head = [stem(part) for word in run for part in re.split("[-‐‑–]", word.norm) if part]
        if head not in _TIMES and not run[-1].norm.endswith("ed") and (found.start() or len(run) > 1):
            modifiers = frozenset(before) - stop_words()
            verb = _VERB_AHEAD.search(tags, max(0, found.start() - _FURTHEST_VERB), found.start())
            of = words[verb.start()] if verb else None
            object_of = keys.get(of.end, "") if of and of.norm not in cue_stances() else ""
            label = (*sorted(modifiers), head)
            yield Phrase(run[0].start, run[-1].end, keys.get(run[-1].end, head), modifiers, label, object_of)


def _tagged(text: str, clause: Span) -> tuple[list[Word], str]:
    """The words of a clause without adverbs, with the tag of each; where a mark stands between two, | stands for it."""
    words, tags, end = list[Word](), list[str](), clause[0]
    for word in words_of(text, clause):
        if words and text[end : word.start] != " ":
            words.append(word)
            tags.append("|")
        if not _is_adverb(word):
            words.append(word)
            tags.append(_tag(word, tags[-1] if tags else ""))
        end = word.end
    return words, "".join(tags)


def _is_adverb(word: Word) -> bool:
    return word.norm.endswith("ly") and word.text[0].islower() and word.norm not in _NO_ADVERBS


def _tag(word: Word, before: str) -> str:
    """d: a noun follows; l: often; m: a verb follows; f: neither; p: an owner; C: a name; v, g: a verb, its -ing; n: else."""
    norm = word.norm
    if norm in _TAGS or norm in stop_words():
        return _TAGS.get(norm, "f")
    if norm[0].isdigit() or norm in _NUMBERS or stem(norm) in MEASURES:
        return "d"
    if _OWNER.search(word.text):
        return "p"
    if word.text[0].isupper():
        return "C"
    if before == "m" or norm.endswith("ed") or norm in verb_forms() or norm in cue_stances():
        return "v"
    return "g" if norm.endswith("ing") else "n"
