"""Words that stand together: collocations and key phrases."""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import log2, nan

import pandas as pd
from nltk.collocations import BigramAssocMeasures

from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.text.forms import normal_form, stop_words
from tellings.text.layers import layer
from tellings.text.search import TermFinder
from tellings.text.splitting import WORD, split_sentences
from tellings.text.tokens import body_words

MEASURES = ["g2", "chi2", "t", "pmi", "log_dice", "delta_p_forward", "delta_p_backward"]


def log_dice(count: int, first: int, second: int) -> float:
    """How often two words stand together, of how often they might (Rychly 2008), at most 14.

    >>> log_dice(3, 3, 3)
    14.0
    """
    return 14 + log2(2 * min(count, first, second) / (first + second))


def association(count: float, first: int, second: int, of: int) -> dict[str, float]:
    """How strongly two words are tied to each other, by the measures of the field.

    Args:
        count: how often the second follows the first.
        first, second: how often each word stands.
        of: how many words there are.

    Returns:
        g2 (log-likelihood in four cells, Dunning 1993), chi2, t and pmi (Church & Hanks 1990; all
        as in Manning & Schuetze 1999), log_dice (Rychly 2008, at most 14), delta_p_forward (how
        much likelier the first word makes the second) and delta_p_backward (the second the first;
        Gries 2013). All NaN where the words are so few or so alike that the other words, which
        stand in neither place, would be fewer than none.

    >>> {name: round(value, 3) for name, value in association(8, 15828, 4675, 14307668).items()}
    {'g2': 1.325, 'chi2': 1.549, 't': 1.0, 'pmi': 0.629, 'log_dice': 3.676, 'delta_p_forward': 0.0,
     'delta_p_backward': 0.001}
    """
    if first + second - count > of or max(first, second) >= of:
        return dict.fromkeys(MEASURES, nan)
    table, nltk = (count, (first, second), of), BigramAssocMeasures
    values = [f(*table) for f in (nltk.likelihood_ratio, nltk.chi_sq, nltk.student_t, nltk.pmi)]
    values += [14 + log2(nltk.dice(*table))]
    values += [count / first - (second - count) / (of - first)]
    values += [count / second - (first - count) / (of - second)]
    return dict(zip(MEASURES, map(float, values), strict=True))


@layer()
def collocations(
    story: Story, node: str | None = None, window: int = 1, least: int = 2
) -> pd.DataFrame:
    """Pairs of words in a sentence that stand together more often than chance would bring them.

    Args:
        story: the articles.
        node: a word, a wildcard or a phrase, counted as one word: only pairs with it. Left out, all
            pairs.
        window: the second word of a pair is at most so many words after the first; 1 for
            neighbours.
        least: the fewest times a pair must occur.

    Returns:
        One row a pair: first, second, count, articles (in how many it stands), and the measures of
        `association`, the largest g2 first. Where the window is wider than 1 the count is divided
        by it for the measures, as NLTK does after Church & Hanks (1990), but for log_dice, whose 14
        says that the words never stand apart. Function words are left
        out, the node excepted. The measures rank pairs; they are no tests.

    Raises:
        ValueError: the window is smaller than 1, or the node names no word.

    >>> story = Story.of("North Korea spoke. The North Korea of 2011.", "In North Korea.")
    >>> collocations(story)[["first", "second", "count", "articles"]].values.tolist()
    [['north', 'korea', 3, 2]]
    """
    if window < 1:
        raise ValueError(
            f"window: the second word stands 1 or more words after the first, not {window}"
        )
    finder, stops = TermFinder([node] if node is not None else []), stop_words()
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    articles: Counter[tuple[str, str]] = Counter()
    for article in story:
        here: Counter[tuple[str, str]] = Counter()
        for sentence in _sentences(article):
            told = _with_node(sentence, finder) if node is not None else sentence
            words.update(told)
            for apart in range(1, window + 1):
                here.update(zip(told, told[apart:], strict=False))
        pairs.update(here)
        articles.update(here.keys())
    wanted = (
        (p, n)
        for p, n in pairs.items()
        if n >= least and (node is None or node in p) and not stops & set(p) - {node}
    )
    total = words.total()
    rows = [
        {"first": one, "second": two, "count": n, "articles": articles[one, two]}
        | association(n / window, words[one], words[two], total)
        | {"log_dice": log_dice(n, words[one], words[two])}
        for (one, two), n in wanted
    ]
    table = pd.DataFrame(rows, columns=["first", "second", "count", "articles", *MEASURES])
    return table.sort_values(
        ["g2", "first", "second"], ascending=[False, True, True], ignore_index=True
    )


def _sentences(article: Article) -> Iterator[list[str]]:
    """The words of each sentence of the body, in normal form."""
    for first, last in article.paragraphs:
        text = article.text[first:last]
        for start, end in split_sentences(text):
            yield list(map(normal_form, WORD.findall(text, start, end)))


def _with_node(sentence: list[str], finder: TermFinder) -> list[str]:
    """The words of a sentence, each place of the node as one."""
    out, done = [], 0
    for term, first, last in finder.find(sentence):
        out += [*sentence[done:first], term]
        done = last
    return out + sentence[done:]


@layer()
def key_phrases(story: Story, longest: int = 4, least: int = 2) -> pd.DataFrame:
    """Phrases that recur: two or more content words in a row, and how often each newsroom has them.

    Args:
        story: the articles.
        longest: how many words a phrase has at most.
        least: the fewest times it must occur in all the articles together.

    Returns:
        One row a phrase and newsroom where it occurs: phrase, outlet, count, articles (of that
        newsroom, in which it stands), total (in all articles), c_value (Frantzi, Ananiadou & Mima
        2000: higher for long and common phrases, lower for those that mostly stand inside longer
        ones), the highest first. A phrase that never stands outside a longer one is left out.

    >>> story = Story.of("Defence ties. New defence ties, they say.", "The defence ties.")
    >>> key_phrases(story)[["phrase", "outlet", "count", "total"]].values.tolist()
    [['defense ties', 'a', 2, 3], ['defense ties', 'b', 1, 3]]
    """
    rows = [(one.name, one.id, phrase) for one in story for phrase in _phrases(one, longest)]
    found = pd.DataFrame(rows, columns=["outlet", "article", "phrase"])
    totals = {phrase: n for phrase, n in Counter(found["phrase"]).items() if n >= least}
    values = c_value(totals)
    alone = totals.keys() - {
        part for phrase, n in totals.items() for part in _parts(phrase) if totals.get(part) == n
    }
    kept = found[found["phrase"].isin(alone)]
    groups = kept.groupby(["phrase", "outlet"], as_index=False, sort=False)
    table = groups.agg(count=("article", "size"), articles=("article", "nunique"))
    table["total"] = table["phrase"].map(totals)
    table["c_value"] = table["phrase"].map(values).astype(float)
    table["phrase"] = [" ".join(phrase) for phrase in table["phrase"]]
    table = table.sort_values(
        ["c_value", "phrase"], ascending=[False, True], kind="stable", ignore_index=True
    )
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
