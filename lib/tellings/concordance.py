"""Words in their company: every place where a term stands, and the words that stand together."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from math import log2, nan
from operator import itemgetter
from typing import Any

import pandas as pd
from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder
from nltk.probability import FreqDist

from tellings.articles import Article, articles_of
from tellings.patterns import TermFinder
from tellings.tokens import body_words, split_sentences, stop_words

Term = str | re.Pattern[str]
UNITS = ("characters", "words", "sentence")
_SORT_KEY = re.compile(r"([1-9])([LR])|0")


def kwic(
    source: Article | Iterable[Article],
    terms: Term | Iterable[Term],
    width: int = 45,
    unit: str = "characters",
    sort: str = "",
) -> pd.DataFrame:
    """The concordance: every place where a term stands in the body, with what stands around it (key word in context).

    Args:
        source: an Article, a Story, or any articles.
        terms: a word, a wildcard ("sink*"), a phrase, or several of them, found in any spelling and within one sentence; or
            a compiled regular expression, found in the text as printed, within one paragraph.
        width: how many characters or words of the paragraph to show on each side.
        unit: "characters", "words", or "sentence" (all of the sentence, whatever the width).
        sort: by which words to sort, as in AntConc: "1R 2R 3R" by the first word to the right, then the second and the third;
            "1L" by the first to the left, "0" by the match. Left out, the lines are in the order of the text.

    Returns:
        A layer, one row a place: article, start, end, paragraph, term (which of the terms), left, match, right.

    Raises:
        ValueError: a term names no word, or unit or sort is not one of these.

    >>> article = Article(id="a", text="The ship was sunk in March. It sank at once, he said.")
    >>> kwic(article, "sunk", width=12)[["left", "match", "right"]].values.tolist()
    [['he ship was ', 'sunk', ' in March. I']]
    >>> kwic(article, ["sunk", "sank"], width=2, unit="words", sort="1R")[["left", "match", "right"]].values.tolist()
    [['March. It ', 'sank', ' at once'], ['ship was ', 'sunk', ' in March']]
    """
    if unit not in UNITS:
        raise ValueError(f"unit is {', '.join(map(repr, UNITS[:-1]))} or {UNITS[-1]!r}, not {unit!r}")
    keys = _sort_keys(sort)
    several = [terms] if isinstance(terms, str | re.Pattern) else list(terms)
    lines = [line for article in articles_of(source) for line in _lines(article, several, width, unit, keys)]
    if keys:
        lines.sort(key=lambda line: line[-1])
    columns = ["article", "start", "end", "paragraph", "term", "left", "match", "right"]
    return pd.DataFrame([line[:-1] for line in lines], columns=columns)


def _sort_keys(sort: str) -> list[int]:
    """The words to sort by: 2 for 2R, -1 for 1L, 0 for the match."""
    found = [_SORT_KEY.fullmatch(key) for key in sort.upper().replace(",", " ").split()]
    if not all(found):
        raise ValueError(f"sort: {sort!r} is not words such as '1L', '2R' or '0' with spaces between")
    return [int(key[1] or 0) * (-1 if key[2] == "L" else 1) for key in found if key]


def _lines(article: Article, terms: Sequence[Term], width: int, unit: str, keys: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    """The lines of one article, each with what to sort it by at its end."""
    text, paragraphs, words = article.text, article.paragraphs, body_words(article)
    starts, ends, norms = (words[name].tolist() for name in ("start", "end", "norm"))
    spans = [(p + a, p + b) for p, q in paragraphs for a, b in split_sentences(text[p:q])] if unit == "sentence" else []
    for (start, end), term in sorted(_places(article, words, terms).items()):
        number = bisect_right(paragraphs, (start, len(text)))
        first, last = paragraphs[number - 1]
        lowest, before = bisect_left(starts, first), bisect_right(ends, start)
        after, highest = bisect_left(starts, end), bisect_right(ends, last)
        if unit == "characters":
            a, b = start - width, end + width
        elif unit == "words":
            a = min([start, *starts[max(lowest, before - width) : before]])
            b = max([end, *ends[after : min(highest, after + width)]])
        else:
            a = spans[max(0, bisect_right(spans, (start, len(text))) - 1)][0]
            b = spans[min(len(spans) - 1, bisect_left(spans, end, key=itemgetter(1)))][1]
        a, b = max(first, min(a, start)), min(last, max(b, end))
        by = [
            _key(key, norms[max(lowest, before - 9) : before], norms[after : min(highest, after + 9)], text[start:end])
            for key in keys
        ]
        yield article.id, start, end, number, term, text[a:start], text[start:end], text[end:b], by


def _key(key: int, left: Sequence[str], right: Sequence[str], match: str) -> str:
    """What to sort a line by: the match, or the word so many places to its left or right; nothing past the paragraph's end."""
    if key == 0:
        return match.casefold()
    side = left[::-1] if key < 0 else right
    return side[abs(key) - 1] if abs(key) <= len(side) else ""


def _places(article: Article, words: pd.DataFrame, terms: Sequence[Term]) -> dict[tuple[int, int], str]:
    """Start and end of each place, with the term that stands there."""
    out: dict[tuple[int, int], str] = {}
    for pattern in (one for one in terms if isinstance(one, re.Pattern)):
        for first, last in article.paragraphs:
            matches = (found.span() for found in pattern.finditer(article.text[first:last]) if found[0])
            out |= {(first + a, first + b): pattern.pattern for a, b in matches}
    finder = TermFinder(one for one in terms if isinstance(one, str))
    starts, ends = words["start"].tolist(), words["end"].tolist()
    return out | {(starts[first], ends[last - 1]): term for term, first, last in found_among(words, finder)}


def found_among(words: pd.DataFrame, finder: TermFinder) -> list[tuple[str, int, int]]:
    """The terms found within the sentences of one article: term, the first row of `body`, and the one after the last."""
    norms, sentence = words["norm"].tolist(), words["sentence"].tolist()
    out = []
    for _, rows in groupby(range(len(norms)), key=sentence.__getitem__):
        numbers = list(rows)
        hits = finder.find([norms[at] for at in numbers])
        out += [(hit.term, numbers[hit.first], numbers[hit.last - 1] + 1) for hit in hits]
    return out


MEASURES = ["g2", "chi2", "t", "pmi", "log_dice", "delta_p_forward", "delta_p_backward"]


def association(count: float, first: int, second: int, of: int) -> dict[str, float]:
    """How strongly two words are tied to each other, by the measures of the field.

    Args:
        count: how often the second follows the first.
        first, second: how often each word stands.
        of: how many words there are.

    Returns:
        g2 (log-likelihood in four cells, Dunning 1993), chi2, t and pmi (Church & Hanks 1990; all as in Manning & Schuetze
        1999), log_dice (Rychly 2008, at most 14), delta_p_forward (how much likelier the first word makes the second) and
        delta_p_backward (the second the first; Gries 2013). All NaN where the words are so few or so alike that the other
        words, which stand in neither place, would be fewer than none.

    >>> {name: round(value, 3) for name, value in association(8, 15828, 4675, 14307668).items()}
    {'g2': 1.325, 'chi2': 1.549, 't': 1.0, 'pmi': 0.629, 'log_dice': 3.676, 'delta_p_forward': 0.0, 'delta_p_backward': 0.001}
    """
    if first + second - count > of or max(first, second) >= of:
        return dict.fromkeys(MEASURES, nan)
    table, nltk = (count, (first, second), of), BigramAssocMeasures
    values = [nltk.likelihood_ratio(*table), nltk.chi_sq(*table), nltk.student_t(*table), nltk.pmi(*table)]
    values += [14 + log2(nltk.dice(*table))]
    values += [count / one - (other - count) / (of - one) for one, other in ((first, second), (second, first))]
    return dict(zip(MEASURES, map(float, values), strict=True))


def collocations(source: Article | Iterable[Article], node: str | None = None, window: int = 1, least: int = 2) -> pd.DataFrame:
    """Pairs of words that stand together more often than chance would bring them; no pair reaches across a sentence.

    Args:
        source: an Article, a Story, or any articles.
        node: a word, a wildcard or a phrase, counted as one word: only pairs with it. Left out, all pairs.
        window: the second word of a pair is at most so many words after the first; 1 for neighbours.
        least: the fewest times a pair must occur.

    Returns:
        One row a pair: first, second, count, articles (in how many it stands), and the measures of `association`, the largest
        g2 first. Where the window is wider than 1 the count is divided by it for the measures, as NLTK does after Church &
        Hanks (1990). Function words are left out, the node excepted. The measures rank pairs; they are no tests.

    Raises:
        ValueError: the window is smaller than 1, or the node names no word.

    >>> story = [Article(id="a", text="North Korea spoke. The North Korea of 2011."), Article(id="b", text="In North Korea.")]
    >>> collocations(story)[["first", "second", "count", "articles"]].values.tolist()
    [['north', 'korea', 3, 2]]
    """
    if window < 1:
        raise ValueError(f"window: the second word stands 1 or more words after the first, not {window}")
    finder, stops = TermFinder([node] if node is not None else []), stop_words()
    words: FreqDist[str] = FreqDist()
    pairs: FreqDist[tuple[str, str]] = FreqDist()
    articles: Counter[tuple[str, str]] = Counter()
    for article in articles_of(source):
        counted = BigramCollocationFinder.from_words(_padded(body_words(article), finder, window), window + 1)
        words.update(counted.word_fd)
        pairs.update(counted.ngram_fd)
        articles.update(counted.ngram_fd.keys())
    wanted = ((p, n) for p, n in pairs.items() if n >= least and (node is None or node in p) and not stops & set(p) - {node})
    total = words.N()
    rows = [
        {"first": one, "second": two, "count": n, "articles": articles[one, two]}
        | association(n / window, words[one], words[two], total)
        for (one, two), n in wanted
    ]
    table = pd.DataFrame(rows, columns=["first", "second", "count", "articles", *MEASURES])
    return table.sort_values(["g2", "first", "second"], ascending=[False, True, True], ignore_index=True)


def _padded(words: pd.DataFrame, finder: TermFinder, window: int) -> list[str | None]:
    """The words, each place of the node as one word, with a gap after each sentence that no pair reaches across."""
    norms: list[str | None] = words["norm"].tolist()
    sentence = words["sentence"].tolist()
    node = {first: (term, last) for term, first, last in found_among(words, finder)}
    out: list[str | None] = []
    at = 0
    while at < len(norms):
        if at and sentence[at] != sentence[at - 1]:
            out += [None] * window
        word, at = node.get(at, (norms[at], at + 1))
        out.append(word)
    return out


def key_phrases(source: Article | Iterable[Article], longest: int = 4, least: int = 2) -> pd.DataFrame:
    """Phrases that recur: two or more content words in a row, with how often each newsroom has them.

    Args:
        source: an Article, a Story, or any articles.
        longest: how many words a phrase has at most.
        least: the fewest times it must occur in all the articles together.

    Returns:
        One row a phrase and newsroom where it occurs: phrase, outlet, count, articles (of that newsroom, in which it stands),
        total (in all articles), c_value (Frantzi, Ananiadou & Mima 2000: higher for long and common phrases, lower for
        those that mostly stand inside longer ones), the highest first. A phrase that never stands outside a longer one is
        left out.

    >>> story = [Article(id="a", text="Defence ties. New defence ties, they say."), Article(id="b", text="The defence ties.")]
    >>> key_phrases(story)[["phrase", "outlet", "count", "total"]].values.tolist()
    [['defense ties', 'a', 2, 3], ['defense ties', 'b', 1, 3]]
    """
    found = pd.DataFrame(
        [(article.name, article.id, phrase) for article in articles_of(source) for phrase in _phrases(article, longest)],
        columns=["outlet", "article", "phrase"],
    )
    totals = {phrase: n for phrase, n in Counter(found["phrase"]).items() if n >= least}
    values = c_value(totals)
    alone = totals.keys() - {part for phrase, n in totals.items() for part in _parts(phrase) if totals.get(part) == n}
    groups = found[found["phrase"].isin(alone)].groupby(["phrase", "outlet"], as_index=False, sort=False)
    table = groups.agg(count=("article", "size"), articles=("article", "nunique"))
    table = table.assign(total=table["phrase"].map(totals), c_value=table["phrase"].map(values).astype(float))
    table = table.assign(phrase=[" ".join(phrase) for phrase in table["phrase"]])
    table = table.sort_values(["c_value", "phrase"], ascending=[False, True], kind="stable", ignore_index=True)
    return table[["phrase", "outlet", "count", "articles", "total", "c_value"]]


def _phrases(article: Article, longest: int) -> Iterator[tuple[str, ...]]:
    """Every stretch of two or more content words with only white space between."""
    words, run, before, sentence = body_words(article), list[str](), 0, -1
    columns = (words[name].tolist() for name in ("start", "end", "sentence", "norm", "stop"))
    for start, end, of, norm, stop in zip(*columns, strict=True):
        if stop or of != sentence or not article.text[before:start].isspace():
            run = []
        if not stop:
            run.append(norm)
            yield from (tuple(run[-n:]) for n in range(2, min(longest, len(run)) + 1))
        before, sentence = end, of


def _parts(phrase: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The shorter phrases inside a phrase."""
    lengths = range(2, len(phrase))
    return {phrase[at : at + n] for n in lengths for at in range(len(phrase) - n + 1)}


def c_value(counts: Mapping[tuple[str, ...], int]) -> dict[tuple[str, ...], float]:
    """How likely each phrase is a term of its own (Frantzi, Ananiadou & Mima 2000).

    >>> c_value({("new", "defence", "ties"): 2, ("defence", "ties"): 5})[("defence", "ties")]
    3.0
    """
    inside: Counter[tuple[str, ...]] = Counter()
    longer: Counter[tuple[str, ...]] = Counter()
    out = {}
    for phrase in sorted(counts, key=len, reverse=True):
        out[phrase] = log2(len(phrase)) * (counts[phrase] - inside[phrase] / max(1, longer[phrase]))
        parts = [part for part in _parts(phrase) if part in counts]
        inside.update(dict.fromkeys(parts, counts[phrase] - inside[phrase]))
        longer.update(parts)
    return out
