"""What only one telling has."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate

import pandas as pd

from tellings.articles.article import Article
from tellings.articles.story import Story
from tellings.comparison.alignment import align
from tellings.comparison.common_words import light_keys, terms
from tellings.comparison.telling import BY_PARTNERS, IN_SENTENCE, LIGHT, Place
from tellings.text.layers import layer, sort_by
from tellings.text.splitting import Span, split_clauses
from tellings.text.tokens import sentences_of


@layer()
def told_alone(story: Story) -> pd.DataFrame:
    """What only one article tells, by phrase, also within paragraphs that have a partner: a layer.

    A phrase ends at a comma, and before a preposition or a conjunction. It is told alone where the
    units paired with its own have little of its words, names, numbers and dates, and no sentence of
    another article, headline and caption included, has most of them. Neighbouring phrases are one
    stretch; it has two such words at least. What stands here the other may tell too, in other words
    or elsewhere: read before you count.

    Args:
        story: the articles.

    Returns:
        One row a stretch: article, start, end, unit (as in `align`), text.

    >>> one = (
    ...     "The ministers signed a pact on Friday, despite protests.\\n\\nRain fell in the north.")
    >>> two = ("Wages fell.\\n\\nOn Friday a pact was signed by the ministers.")
    >>> told_alone(Story.of(one, two))[["article", "text"]].values.tolist()
    [['a', 'despite protests.'], ['a', 'Rain fell in the north.'], ['b', 'Wages fell.']]
    """
    articles = {article.id: article for article in story}
    partners: dict[tuple[str, int, int, int], set[str]] = {}
    for row in align(story).to_dict("records"):
        sides = [
            (row[f"{side}article"], row[f"{side}unit"], row[f"{side}start"], row[f"{side}end"])
            for side in ("", "other_")
        ]
        partners.setdefault(sides[0], set())
        for mine, (name, _, *span) in (sides, sides[::-1]) if row["strength"] != "none" else ():
            keys = {term.key for term in terms(articles[name], (span[0], span[1]))}
            partners.setdefault(mine, set()).update(keys)
    having = _sentences_having(articles.values())
    rows = [
        (name, start, end, unit, articles[name].text[start:end])
        for (name, unit, *span), keys in partners.items()
        for start, end in _without(articles[name], (span[0], span[1]), keys, having)
    ]
    table = pd.DataFrame(rows, columns=["article", "start", "end", "unit", "text"])
    return sort_by(table, ["article", "start"], article=articles)


def _sentences_having(articles: Iterable[Article]) -> dict[str, set[Place]]:
    """The sentences in which each term stands, by article and where they begin."""
    out = defaultdict[str, set[Place]](set)
    for article in articles:
        for one in sentences_of(article):
            for term in terms(article, (one.start, one.end)):
                out[term.key].add((article.id, one.start))
    return out


def _without(
    article: Article, unit: Span, keys: set[str], having: dict[str, set[Place]]
) -> Iterator[Span]:
    """Stretches of phrases that are not told elsewhere; such as have one term only are left out."""
    found, run, said = terms(article, unit), list[Span](), set[str]()
    opened = [term.start for term in found]
    for start, end in [*split_clauses(article.text, unit, phrases=True), (unit[1], unit[1])]:
        own = {term.key for term in found[bisect_left(opened, start) : bisect_left(opened, end)]}
        if start == end or _told_elsewhere(article.id, own, keys, having):
            if len(said) > 1:
                yield run[0][0], run[0][0] + len(article.text[run[0][0] : run[-1][1]].rstrip())
            run, said = [], set()
        elif own or run:
            run.append((start, end))
            said |= own


def _told_elsewhere(
    name: str, own: set[str], partners: set[str], having: dict[str, set[Place]]
) -> bool:
    weight = {key: LIGHT if key in light_keys() else 1.0 for key in sorted(own)}
    whole = sum(weight.values())
    if sum(weight[key] for key in weight if key in partners) > BY_PARTNERS * whole:
        return True
    return len(own) > 1 and any(
        sum(weight[key] for key in weight if place in having[key]) > IN_SENTENCE * whole
        for place in _may_have_most(weight, whole, having)
        if place[0] != name
    )


def _may_have_most(
    weight: dict[str, float], whole: float, having: dict[str, set[Place]]
) -> set[Place]:
    """The sentences that may have most of a phrase, without going through those of common words.

    They have every word without which the rest is too little; where no word is so heavy, one of the
    rarest words that are too heavy together.
    """
    spare = (1 - IN_SENTENCE) * whole
    needed = [having[key] for key in weight if weight[key] > spare]
    if needed:
        return set.intersection(*sorted(needed, key=len))
    rarest = sorted(weight, key=lambda key: len(having[key]))
    ahead = accumulate((weight[key] for key in rarest), initial=0.0)
    few = (having[key] for key, sofar in zip(rarest, ahead, strict=False) if sofar <= spare)
    return set().union(*few)
