"""The form in which a word is counted: one spelling, one stem; and the words that say little."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.resources import files

from tellings.text.splitting import INVISIBLE

_POSSESSIVE = re.compile(r"['’]s?$")
_CONTRACTED = frozenset("it he she that what who there here let where how when why one".split())
_TYPOGRAPHY = str.maketrans(
    {"’": "'", "‘": "'", "‐": "-", "‑": "-"} | dict.fromkeys(INVISIBLE, None)
)
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
def _spellings() -> tuple[dict[str, str], re.Pattern[str], dict[str, str]]:
    """Whole words, and a pattern of stems, with what each is compared as."""
    pairs = dict(line.split() for line in data_lines("spelling.txt"))
    stems = {
        british[:-1]: american[:-1] for british, american in pairs.items() if british.endswith("*")
    }
    verbs = "|".join(stem for stem in stems if stem.endswith(("is", "ys")))
    others = "|".join(stem for stem in stems if not stem.endswith(("is", "ys")))
    return (
        pairs,
        re.compile(rf"(?:(?P<verb>{verbs}){_VERB_ENDING}|(?P<stem>{others})(?P<any>.*))"),
        stems,
    )


@lru_cache(maxsize=1 << 16)
def normal_form(word: str) -> str:
    """The form in which a word is counted: small, American, no possessive, plain apostrophe,
    hyphen.

    >>> [normal_form(word) for word in ("Defence", "Defense", "Kwan-Jin", "Korea’s", "it’s",
    ...     "organisation", "terrorism")]
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
