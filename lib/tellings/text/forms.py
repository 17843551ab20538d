"""The form in which a word is counted: one spelling, one stem; and the words that say little."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.resources import files

from tellings.text.splitting import INVISIBLE, Span

_POSSESSIVE = re.compile(r"['’]s?$")
# U.S, U.N (the last point is no part of a word), and those of them that are written without points
# would be function words: US, WHO, IT. "NO" and "AND" may be a shout.
_ACRONYM = re.compile(r"((?:[A-Za-z]\.)+[A-Za-z]|US|WHO|IT)(?:'s?)?")
_CLOCK = ("am", "pm")  # a.m., but AM radio, PM Cameron
_CONTRACTED = frozenset("it he she that what who there here let where how when why one".split())
_TYPOGRAPHY = str.maketrans(
    {"’": "'", "‘": "'", "‐": "-", "‑": "-"} | dict.fromkeys(INVISIBLE, None)
)
# organis-e, organis-ed, but not "organist": after other stems anything may follow.
_VERB_ENDING = r"(?P<rest>e|ed|es|er|ers|ing|able|ation|ations|ational)"


def data_lines(name: str) -> list[str]:
    lines = (files("tellings") / "data" / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Function words, in normal form, without words that carry news (said, state, new, million).

    >>> "the" in stop_words(), "said" in stop_words()
    (True, False)
    """
    return frozenset(word for line in data_lines("stopwords.txt") for word in line.split())


@lru_cache(maxsize=1)
def light_words() -> frozenset[str]:
    """Words that say little of an event, for news uses them of any, as data/light.txt has them.

    >>> {"say", "year"} <= light_words()
    True
    """
    return frozenset(word for line in data_lines("light.txt") for word in line.split())


@lru_cache(maxsize=1)
def _spellings() -> tuple[dict[str, str], re.Pattern[str], dict[str, str]]:
    """Whole words, and a pattern of stems, with what each is compared as."""
    pairs = dict(line.split() for line in data_lines("spelling.txt"))
    stems = {one[:-1]: other[:-1] for one, other in pairs.items() if one.endswith("*")}
    verbs = "|".join(stem for stem in stems if stem.endswith(("is", "ys")))
    others = "|".join(stem for stem in stems if not stem.endswith(("is", "ys")))
    pattern = re.compile(rf"(?:(?P<verb>{verbs}){_VERB_ENDING}|(?P<stem>{others})(?P<any>.*))")
    return pairs, pattern, stems


def normal_forms(text: str, words: Iterable[Span]) -> list[str]:
    """The normal forms of the words of one sentence; in one of capitals only, "US" is no country.

    >>> normal_forms("LET US GO", [(0, 3), (4, 6), (7, 9)])
    ['let', 'us', 'go']
    """
    if text.isupper():
        text = text.lower() if len(text) == len(text.lower()) else text
    return [normal_form(text[a:b]) for a, b in words]


def _dotted(acronym: str) -> str:
    plain = acronym.replace(".", "").lower()
    return ".".join(plain) if plain in stop_words() or plain in _CLOCK else plain


@lru_cache(maxsize=1 << 16)
def normal_form(word: str) -> str:
    """The form in which a word is counted: small, American, no possessive, plain apostrophe,
    hyphen.

    An acronym is one word with and without points; those that would be function words keep
    them, so that "US" is the country, like "U.S.", and "us" the pronoun.

    >>> [normal_form(word) for word in ("Defence", "Defense", "Kwan-Jin", "Korea’s", "it’s",
    ...     "organisation", "terrorism", "US", "U.S", "U.N", "us")]
    ['defense', 'defense', 'kwan-jin', 'korea', "it's", 'organization', 'terrorism', 'u.s', 'u.s',
     'un', 'us']
    """
    form = unicodedata.normalize("NFKC", word).translate(_TYPOGRAPHY)
    if acronym := _ACRONYM.fullmatch(form):
        return _dotted(acronym[1])
    form = form.casefold()
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


@lru_cache(maxsize=1)
def verb_forms() -> dict[str, str]:
    """Past and participle of irregular verbs, with the base form.

    >>> verb_forms()["sunk"]
    'sink'
    """
    rows = [line.split() for line in data_lines("irregular.txt")]
    return {form: row[0] for row in rows for form in row[1:]}


@cache
def _stemmer() -> Callable[[str], str]:
    from nltk.stem.snowball import SnowballStemmer  # here, because NLTK takes a second to import

    return SnowballStemmer("english").stem  # type: ignore[no-any-return]


@lru_cache(maxsize=1 << 16)
def stem(norm: str) -> str:
    """The stem of a word: Snowball's (Porter 2001), irregular verbs by their base form.

    >>> [stem(word) for word in ("sunk", "sinking", "provocations", "bitterness")]
    ['sink', 'sink', 'provoc', 'bitter']
    """
    return _stemmer()(verb_forms().get(norm, norm))
