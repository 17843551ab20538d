"""Sentences and words, each with its place in the article's text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import pandas as pd

from tellings.articles import Article, articles_of

Span = tuple[int, int]

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060"
WORD = re.compile(rf"[^\W_][\w{_INVISIBLE}]*(?:(?:[.'’\-‐‑]|(?<=\d),(?=\d))\w[\w{_INVISIBLE}]*)*")
_CLOSING = "\"'”’»)\\]"
_BREAK = re.compile(rf"(?:(?<![.!?])[.!?]+|…)(?P<closed>[{_CLOSING}]|'')*(?P<gap>\s+)(?=(?P<next>[\"'“‘«(\[`]*\w))")
_LAST_WORD = re.compile(r"[\w.'’-]*$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Z]$|(?:[A-Za-z]\.)+[A-Za-z]$")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col maj capt lt sgt cpl adm cmdr brig sen sens rep reps gov pres rev fr hon st mt ft jr sr messrs "
    "jan feb mar apr jun jul aug sep sept oct nov dec no nos vs etc inc ltd co corp dept univ approx est fig vol ave"
    " blvd".split()
)
_MAY_END_A_SENTENCE = frozenset("jr sr inc ltd co corp etc".split())
_STARTERS = frozenset(
    "the a an this that these those it he she they we i you in on at but and or so as for from after before when while if "
    "his her its their our there here what who how why meanwhile however under according some many most both".split()
)
_ASKED = re.compile(r"(?:\s*[\w.'’-]+){0,4}?\s(?:said|says|asked|asks|added|wrote|told|cried|shouted|replied|demanded)\b")
_POSSESSIVE = re.compile(r"['’]s?$")
_CONTRACTED = frozenset("it he she that what who there here let where how when why one".split())
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-"} | dict.fromkeys(_INVISIBLE, None))
_VERB_ENDING = r"(?P<rest>e|ed|es|er|ers|ing|able|ation|ations|ational)"


def data_lines(name: str) -> list[str]:
    lines = (files("tellings") / "data" / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Function words, in normal form. Words that carry news (said, state, new, million) are not among them.

    >>> "the" in stop_words(), "said" in stop_words()
    (True, False)
    """
    return frozenset(word for line in data_lines("stopwords.txt") for word in line.split())


@lru_cache(maxsize=1)
def _spellings() -> tuple[dict[str, str], re.Pattern[str], dict[str, str]]:
    """Whole words, and a pattern of stems, with what each is compared as."""
    pairs = dict(line.split() for line in data_lines("spelling.txt"))
    stems = {british[:-1]: american[:-1] for british, american in pairs.items() if british.endswith("*")}
    verbs = "|".join(stem for stem in stems if stem.endswith(("is", "ys")))
    others = "|".join(stem for stem in stems if not stem.endswith(("is", "ys")))
    return pairs, re.compile(rf"(?:(?P<verb>{verbs}){_VERB_ENDING}|(?P<stem>{others})(?P<any>.*))"), stems


@lru_cache(maxsize=1 << 16)
def normal_form(word: str) -> str:
    """The form under which a word is counted: small letters, American spelling, no possessive, plain apostrophe and hyphen.

    >>> [normal_form(word) for word in ("Defence", "Defense", "Kwan-Jin", "Korea’s", "it’s", "organisation", "terrorism")]
    ['defense', 'defense', 'kwan-jin', 'korea', "it's", 'organization', 'terrorism']
    """
    form = unicodedata.normalize("NFKC", word).translate(_TYPOGRAPHY).casefold()
    stem = _POSSESSIVE.sub("", form)
    if stem and stem not in _CONTRACTED:
        form = stem
    pairs, pattern, stems = _spellings()
    if form in pairs:
        return pairs[form]
    if found := pattern.fullmatch(form):
        stem = found["verb"] or found["stem"]
        return stems[stem] + form[len(stem) :]
    return form


def split_words(text: str) -> list[Span]:
    """Start and end of each word; hyphens, apostrophes and points inside a word do not part it.

    >>> text = "Kim's ministry, 1,200 km away"
    >>> [text[start:end] for start, end in split_words(text)]
    ["Kim's", 'ministry', '1,200', 'km', 'away']
    """
    return [match.span() for match in WORD.finditer(text)]


def split_sentences(text: str) -> list[Span]:
    """Start and end of each sentence of one paragraph; abbreviations, initials and U.S. do not end one.

    >>> text = 'Mr. Kim met U.S. officials on Nov. 23. "Will it last?" he asked.'
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Mr. Kim met U.S. officials on Nov. 23.', '"Will it last?" he asked.']
    """
    edges = [0]
    for found in _BREAK.finditer(text):
        if _ends_sentence(text, found):
            edges += [found.start("gap"), found.end("gap")]
    edges.append(len(text))
    trimmed = (_trim(text, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
    return [span for span in trimmed if span[0] < span[1]]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    upcoming = found["next"][-1]
    if upcoming.islower() or "\n\n" in found["gap"]:
        return not upcoming.islower()
    if found["closed"]:
        return text[found.start()] in ".…" or not _ASKED.match(text, found.end("gap"), found.end("gap") + 90)
    if text[found.start()] != ".":
        return True
    window = text[max(0, found.start() - 30) : found.start()]
    last = _LAST_WORD.search(window)[0]  # type: ignore[index]
    return _ends_after(last, text, found)


def _ends_after(last: str, text: str, found: re.Match[str]) -> bool:
    """Whether a full stop after this word ends the sentence, or only the abbreviation."""
    abbreviation = last.lower().rstrip(".")
    if abbreviation == "no":
        return not found["next"].isdigit()
    if abbreviation in _ABBREVIATIONS and abbreviation not in _MAY_END_A_SENTENCE:
        return False
    if abbreviation in _MAY_END_A_SENTENCE or _INITIALS.fullmatch(last):
        upcoming = WORD.match(text, found.end("next") - 1)
        return len(last) > 1 and upcoming is not None and upcoming[0].lower() in _STARTERS
    return True


class Sentence(NamedTuple):
    """Where a sentence stands: characters of the text, its number, its section, its paragraph (0 outside the body)."""

    start: int
    end: int
    number: int
    section: str
    paragraph: int


def sentences_of(article: Article) -> Iterator[Sentence]:
    """The sentences of one article, as they come; `sentences` makes a table of them."""
    number = paragraph = 0
    for section, start, end in article.sections:
        paragraph += section == "body"
        for a, b in split_sentences(article.text[start:end]):
            yield Sentence(start + a, start + b, number, section, paragraph if section == "body" else 0)
            number += 1


def sentences(source: Article | Iterable[Article]) -> pd.DataFrame:
    """The sentences of one article or many: a layer.

    Args:
        source: an Article, a Story, or any articles.

    Returns:
        One row a sentence: article, start, end (characters of the article's text), sentence (from 0 in each article),
        section (headline, deck, caption, body), paragraph (of the body, from 1; 0 outside it), text.

    >>> sentences(Article(id="a", text="They met. They agreed."))["text"].tolist()
    ['They met.', 'They agreed.']
    """
    rows = [
        (article.id, *sentence, article.text[sentence.start : sentence.end])
        for article in articles_of(source)
        for sentence in sentences_of(article)
    ]
    return pd.DataFrame(rows, columns=["article", "start", "end", "sentence", "section", "paragraph", "text"])


def tokens(source: Article | Iterable[Article]) -> pd.DataFrame:
    """The words of one article or many: a layer.

    Args:
        source: an Article, a Story, or any articles.

    Returns:
        One row a word: article, start, end (characters of the article's text), sentence, section and paragraph as in
        `sentences`, text (as printed), norm (as compared: small letters, one spelling), stop (a function word).

    >>> tokens(Article(id="a", text="Kim's defence talks"))[["text", "norm", "stop"]].values.tolist()
    [["Kim's", 'kim', False], ['defence', 'defense', False], ['talks', 'talks', False]]
    """
    stops = stop_words()
    rows = []
    for article in articles_of(source):
        for start, end, *place in sentences_of(article):
            for a, b in split_words(article.text[start:end]):
                word = article.text[start + a : start + b]
                norm = normal_form(word)
                rows.append((article.id, start + a, start + b, *place, word, norm, norm in stops))
    columns = ["article", "start", "end", "sentence", "section", "paragraph", "text", "norm", "stop"]
    return pd.DataFrame(rows, columns=columns)


def body_words(article: Article) -> pd.DataFrame:
    """The words of an article's body: the rows of `tokens`, counted from 0."""
    words = tokens(article)
    return words[words["section"] == "body"].reset_index(drop=True)
