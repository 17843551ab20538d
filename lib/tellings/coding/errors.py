"""How many wrong speakers a finding about the share of voice bears."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tellings.articles.story import Story
from tellings.attribution.directory import NOBODY
from tellings.attribution.shares import ENOUGH
from tellings.attribution.sources import worded
from tellings.text.layers import layer

COLUMNS = "finding rate errors_alone with_chance drawn".split()
STANDS = 0.95  # of the simulated tables
RATES = (0.0, 0.05, 0.1, 0.2, 0.3)
HOLDS, HERE, NO = "holds", "holds for these articles only", "cannot tell"
Numbers = NDArray[Any]
Totals = dict[str, Numbers]  # of each outlet the words of each voice, by the voices' numbers
Finding = tuple[str, Callable[[Totals], bool]]


class _Said(NamedTuple):
    """The attributions of an outlet."""

    words: Numbers
    voices: Numbers  # the numbers of those who speak in it
    voice: Numbers  # of each attribution, its place among these
    unit: Numbers  # what is drawn anew: the number of an article or an attribution
    drawn: str
    of: int  # voices in the story


@layer()
def voices_with_errors(
    story: Story, rates: Iterable[float] = RATES, *, times: int = 1000, seed: int = 1
) -> pd.DataFrame:
    """Whether a finding about the share of voice would stand if some speakers were wrong.

    The findings are read off the table as it is: who has the largest share in each outlet, and
    which outlet gives the largest share to the voice that is largest over all. Then mistakes are
    made by chance, many times. At a rate of 0.1 each attribution has one chance in ten that its
    words go to another speaker of the same outlet, each as likely as any other; where an outlet has
    one speaker only, they go to somebody else. A program's real mistakes may lean to one speaker,
    and then a finding turns earlier. What the program misses is not simulated.

    Args:
        story: the articles; a person's corrections are in force.
        rates: which share of the speakers is taken to be wrong.
        times: how many tables are simulated for each rate.
        seed: any whole number.

    Returns:
        One row a finding and rate: finding (a sentence), rate, errors_alone (the share of the
        simulated tables in which it stands), with_chance (the same, with what was counted drawn
        anew with replacement in each table, as other articles would have other attributions), drawn
        (what: "articles" where each outlet has four or more, "attributions", or both), verdict:
        "holds" where it stands in 95% of the tables with chance, "holds for these articles only"
        where it does so with errors alone, else "cannot tell".

        Where nobody is given any words, or two the same number, there is no finding and no row.

    Raises:
        ValueError: a rate is no share.

    >>> story = Story.of("The plan is dead and gone, Kim said. It lives, Lee said.")
    >>> table = voices_with_errors(story, [0, 0.3], times=200)
    >>> table[["finding", "rate", "errors_alone", "verdict"]].values.tolist()
    [['Kim has the largest share in a.', 0.0, 1.0, 'holds for these articles only'],
     ['Kim has the largest share in a.', 0.3, 0.665, 'cannot tell']]
    """
    rates = [float(one) for one in rates]
    if not all(0 <= one <= 1 for one in rates):
        raise ValueError(f"rates are shares of wrong speakers, such as 0.1, not {rates}")
    said, names = _by_outlet(worded(story).query("words > 0"))
    findings = _findings({outlet: _totals(one, one.voice) for outlet, one in said.items()}, names)
    stood = np.array([_stood(said, findings, rate, times, seed) for rate in rates]) / times
    drawn = " and ".join(sorted({one.drawn for one in said.values()}))
    rows = [
        (sentence, rate, *stood[at, :, number], drawn)
        for number, (sentence, _) in enumerate(findings)
        for at, rate in enumerate(rates)
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    verdict = np.where(table["errors_alone"] >= STANDS, HERE, NO)
    return table.assign(verdict=np.where(table["with_chance"] >= STANDS, HOLDS, verdict))


def _by_outlet(rows: pd.DataFrame) -> tuple[dict[str, _Said], list[str]]:
    """The attributions of each outlet, and the names of the voices by their numbers."""
    codes, names = pd.factorize(rows["actor"])
    out = {}
    for outlet, mine in rows.assign(voice=codes).groupby("outlet", sort=False):
        whole = mine["article"].nunique() >= ENOUGH
        places, voices = pd.factorize(mine["voice"])
        out[str(outlet)] = _Said(
            words=mine["words"].to_numpy(float),
            # Somebody else has the number behind those of all voices.
            voices=voices.to_numpy() if len(voices) > 1 else np.array([voices[0], len(names)]),
            voice=places,
            unit=pd.factorize(mine["article"])[0] if whole else np.arange(len(mine)),
            drawn="articles" if whole else "attributions",
            of=len(names) + 1,
        )
    return out, ["whoever is not named" if name == NOBODY else str(name) for name in names]


def _totals(one: _Said, voice: Numbers, times: Numbers | int = 1) -> Numbers:
    return np.bincount(one.voices[voice], one.words * times, one.of)


def _findings(totals: Totals, names: list[str]) -> list[Finding]:
    """What the table says, each with how to see whether another table says the same."""

    def largest(outlet: str, voice: int) -> Callable[[Totals], bool]:
        return lambda totals: _is_largest(totals[outlet], voice)

    def gives_most(at: int, voice: int) -> Callable[[Totals], bool]:
        return lambda totals: _is_largest(_shares(totals)[:, voice], at)

    found = []
    for outlet, words in totals.items():
        voice = int(words.argmax())
        sentence = f"{names[voice]} has the largest share in {outlet}."
        found.append((sentence[:1].upper() + sentence[1:], largest(outlet, voice)))
    if len(totals) > 1:
        shares = _shares(totals)
        voice = int(shares.sum(axis=0).argmax())
        at = int(shares[:, voice].argmax())
        more = f"{list(totals)[at]} gives {names[voice]} a larger share than "
        others = [outlet for outlet in totals if outlet != list(totals)[at]]
        more += others[0] if len(others) == 1 else "any other outlet"
        found.append((f"{more}.", gives_most(at, voice)))
    # Of two that have the same, neither is the largest.
    return [(sentence, stands) for sentence, stands in found if stands(totals)]


def _is_largest(values: Numbers, at: int) -> bool:
    return bool((np.delete(values, at) < values[at]).all())


def _shares(totals: Totals) -> Numbers:
    """A row an outlet, a column a voice."""
    words = np.array(list(totals.values()))
    shares: Numbers = words / words.sum(axis=1, keepdims=True)
    return shares


def _stood(
    said: dict[str, _Said], findings: list[Finding], rate: float, times: int, seed: int
) -> Numbers:
    """In how many tables each finding stands: with errors alone, and with chance."""
    rng = np.random.default_rng(seed)
    stood = np.zeros((2, len(findings)))
    for _ in range(times):
        tables = {outlet: list(_simulated(one, rate, rng)) for outlet, one in said.items()}
        for kind in (0, 1):
            totals = {outlet: both[kind] for outlet, both in tables.items()}
            stood[kind] += [stands(totals) for _, stands in findings]
    return stood


def _simulated(one: _Said, rate: float, rng: np.random.Generator) -> Iterator[Numbers]:
    """The words of each voice after errors, and the same of attributions that are drawn anew."""
    wrong = rng.random(len(one.voice)) < rate
    steps = rng.integers(1, len(one.voices), len(one.voice))
    voice = np.where(wrong, (one.voice + steps) % len(one.voices), one.voice)
    units = int(one.unit.max()) + 1
    times = np.bincount(rng.integers(0, units, units), minlength=units)[one.unit]
    yield _totals(one, voice)
    yield _totals(one, voice, times)
