"""How often corrected intervals hold the true share, where plain ones do not.

    python benchmarks/corrected.py GUNVIOLENCE.jsonl POLNEAR.jsonl

First a simulation, of which the truth is known: 40 articles of two outlets with 25 sentences each,
a frame in 20% of them, more in some articles than in others, and a machine that errs. It misses a
frame, or sees one that is not there, at rates that add up to an error rate, in a balance that
differs between the outlets. Samples of several sizes are drawn and coded without an error. "These
articles": 100 stories are made, and twenty samples drawn of each; true is the story's own share.
"Articles like these": each sample is of another story; true is the share they are made with. Plain
intervals are what they are without a sample: Wilson's of the machine's share, and with articles as
clusters for articles like these. "The sample alone" leaves the machine out. Told are per cent of
the intervals that hold the truth, their mean width, and how far the shares are off (points).

Then real texts that people marked, coded by the library. GUNVIOLENCE has one headline a line:
{"id", "headline", "frames"}, coded with gun_violence.toml beside this file. POLNEAR has one article
a line: {"id", "publisher", "text", "attributions"}; "somebody" speaks in a sentence with a word of
an attribution's content. Samples go through the sheet that a person would fill in. The first
sample's figures are shown, then for many samples how far the shares are off on average (points),
and how many intervals hold the truth.
"""

import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from tellings import (
    Article,
    Codebook,
    Story,
    code_units,
    code_voices,
    corrected_differences,
    corrected_shares,
    overlay,
    read_codebook,
    read_codes,
    sample_for_coding,
    tokens,
)
from tellings.chance import clustered_share_interval, difference_of, share_interval
from tellings.coding.correction import share_in
from tellings.coding.survey import Survey

SEED, RUNS, STORIES, SAMPLES = 20110110, 2000, 100, 100
ARTICLES, SENTENCES, COMMON = 40, 25, 0.2
ERRORS, SIZES = (0.05, 0.15, 0.3), (50, 100, 200, 400)


def made(rng, wrong):
    """Articles: the truth of each sentence and what the machine says, a row an article."""
    common = rng.beta(2, 2 / COMMON - 2, ARTICLES)[:, None]
    true = rng.random((ARTICLES, SENTENCES)) < common
    # Half of the first outlet's errors are misses, and a tenth of the second's.
    misses = np.where(np.arange(ARTICLES) < ARTICLES // 2, 0.5, 0.1)[:, None] * wrong
    missed = rng.random(true.shape) < misses / COMMON
    seen = rng.random(true.shape) < (wrong - misses) / (1 - COMMON)
    return true, np.where(true, ~missed, seen)


def surveyed(true, machine, drawn):
    index = pd.MultiIndex.from_product([range(ARTICLES), range(SENTENCES)])
    people = pd.DataFrame({"frame": true.ravel()[drawn].astype(float)})
    found = pd.DataFrame({"frame": machine.ravel().astype(float)}, index=index)
    none = np.zeros(len(drawn), dtype=int)
    article = np.repeat(np.arange(ARTICLES), SENTENCES)
    return Survey(found, people, drawn, none, np.array([true.size]), {}, article)


def bounds(row):
    return row["low"], row["high"]


def wilson(machine):
    return tuple(map(float, share_interval(machine.sum(), machine.size)))


def clustered(machine):
    return clustered_share_interval(machine.sum(axis=1), np.full(len(machine), SENTENCES))


def compared(shares, intervals):
    return difference_of(*((s, *one) for s, one in zip(shares, intervals, strict=True)))


class Held:
    """How often intervals hold the truth, and how wide they are."""

    def __init__(self):
        self.hits, self.widths, self.errors = {}, {}, {}

    def add(self, name, interval, true, value):
        low, high = interval
        self.hits.setdefault(name, []).append(low - 1e-12 <= true <= high + 1e-12)
        self.widths.setdefault(name, []).append(high - low)
        self.errors.setdefault(name, []).append(abs(value - true))

    def lines(self, what):
        for name, hits in self.hits.items():
            k, n = sum(hits), len(hits)
            low, high = share_interval(k, n)
            width, off = (100 * float(np.mean(one[name])) for one in (self.widths, self.errors))
            yield (
                f"{what}, {name}, hold the truth: {100 * k / n:.1f} [{100 * low:.1f}, "
                f"{100 * high:.1f}], width {width:.1f}, off by {off:.1f}"
            )


def simulated(wrong, size):
    """Of one error rate and sample size."""
    rng, held = np.random.default_rng(SEED), Held()
    every, first = np.ones(ARTICLES * SENTENCES, dtype=bool), ARTICLES // 2 * SENTENCES
    outlets = every.cumsum() <= first, every.cumsum() > first
    for run in range(RUNS):
        if run % (RUNS // STORIES) == 0:
            true, machine = made(rng, wrong)
            rates = [half.mean() for half in np.split(true, 2)]
            plain = [half.mean() for half in np.split(machine, 2)]
            plainly = compared(plain, map(wilson, np.split(machine, 2)))
        survey = surveyed(true, machine, rng.permutation(true.size)[:size])
        row = share_in(survey, "frame", every, False)
        held.add("plain share", wilson(machine), true.mean(), machine.mean())
        held.add("corrected share", bounds(row), true.mean(), row["share"])
        alone = share_in(survey._replace(machine=survey.machine * 0), "frame", every, False)
        held.add("share of the sample alone", bounds(alone), true.mean(), alone["share"])
        rows = [share_in(survey, "frame", one, False) for one in outlets]
        shares, apart = [one["share"] for one in rows], rates[0] - rates[1]
        held.add("plain difference", plainly, apart, plain[0] - plain[1])
        corrected = compared(shares, map(bounds, rows))
        held.add("corrected difference", corrected, apart, shares[0] - shares[1])
    here = f"these articles, {100 * wrong:.0f}% wrong, {size} coded"
    yield from held.lines(here)
    held = Held()
    for _ in range(RUNS // 2):
        true, machine = made(rng, wrong)
        survey = surveyed(true, machine, rng.permutation(true.size)[:size])
        row = share_in(survey, "frame", every, True)
        held.add("plain share", clustered(machine), COMMON, machine.mean())
        held.add("corrected share", bounds(row), COMMON, row["share"])
    yield from held.lines(here.replace("these articles", "articles like these"))


def read(path):
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def coded(story, n, book, unit, gold, seed, by=""):
    """A sample's sheet, filled in by what people marked, and read back."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people.csv"
        sheet = sample_for_coding(story, n, book, path, unit=unit, by=by, seed=seed)
        keys = zip(sheet["article"], sheet["start"], sheet["frame"], strict=True)
        sheet.assign(code=[int(key in gold) for key in keys]).to_csv(path, index=False)
        return read_codes(path, story, book)


def shares_of(what, story, book, unit, gold, machine, n, by="", apart=""):
    """The first sample's rows, then what many samples say on average."""
    units = machine.drop_duplicates(["article", "start"]).assign(**{"": ""})
    groups = dict(list(units.groupby(apart)))

    def true(frame, group):
        rows = groups[group]
        keys = zip(rows["article"], rows["start"], strict=True)
        return np.mean([(article, start, frame) in gold for article, start in keys])

    held = Held()
    for seed in range(1, SAMPLES + 1):
        codes = coded(story, n, book, unit, gold, seed, by)
        table = corrected_shares(codes, machine, by=apart)
        for row in table.to_dict("records"):
            right = true(row["frame"], row.get(apart, ""))
            name = f"{row[apart]} {row['frame']}" if apart else row["frame"]
            plain = wilson_of(row["plain"], row["units"])
            held.add("plain share", plain, right, row["plain"])
            held.add("corrected share", bounds(row), right, row["share"])
            if seed == 1:
                yield (
                    f"{what}, {name}: plain {100 * row['plain']:.1f}, "
                    f"corrected {100 * row['share']:.1f} [{100 * row['low']:.1f}, "
                    f"{100 * row['high']:.1f}], true {100 * right:.1f}, {row['verdict']}"
                )
        pairs = corrected_differences(codes, machine, by=apart).to_dict("records") if apart else []
        for row in pairs:
            right = true(row["frame"], row["first"]) - true(row["frame"], row["second"])
            sides = [table.set_index(apart).loc[row[one]] for one in ("first", "second")]
            plain = [one["plain"] for one in sides]
            interval = compared(plain, [wilson_of(one["plain"], one["units"]) for one in sides])
            held.add("plain difference", interval, right, row["plain"])
            held.add("corrected difference", bounds(row), right, row["difference"])
    yield from held.lines(f"{what}, {SAMPLES} samples")


def wilson_of(share, units):
    return tuple(map(float, share_interval(share * units, units)))


def gun_violence(path):
    headlines = read(path)
    book = read_codebook(Path(__file__).with_name("gun_violence.toml"))
    story = Story([Article(id=one["id"], text=one["headline"]) for one in headlines])
    gold = {(one["id"], 0, frame) for one in headlines for frame in one["frames"]}
    machine = code_units(story, book, "article")
    for n in (100, 200):
        for by, how in (("", "drawn of all"), (machine, "drawn by frame")):
            what = f"gun violence, {n} of {len(story)} headlines {how}"
            yield from shares_of(what, story, book, "article", gold, machine, n, by)


def polnear(path):
    articles = read(path)
    frames = [one for one in read_codebook("voices").frames if one.name == "somebody"]
    book = Codebook("somebody", "", tuple(frames))
    story = Story(
        [Article(id=one["id"], text=one["text"], outlet=one["publisher"]) for one in articles]
    )
    marked = pd.DataFrame(
        [
            (one["id"], start, end)
            for one in articles
            for attribution in one["attributions"]
            for start, end in attribution["content"]
        ],
        columns=["article", "start", "end"],
    )
    machine = code_voices(story, book)
    words = overlay(tokens(story)[["article", "start", "end"]], marked)
    inside = overlay(words[["article", "start", "end"]], machine[["article", "start", "end"]])
    told = set(zip(inside["article"], inside["start_onto"], strict=True))
    gold = {(article, start, "somebody") for article, start in told}
    for n in (100, 200, 400):
        what = f"PolNeAR, {n} of {len(machine)} sentences"
        yield from shares_of(what, story, book, "sentence", gold, machine, n)
    what = f"PolNeAR by publisher, 400 of {len(machine)} sentences"
    yield from shares_of(
        what, story, book, "sentence", gold, machine, 400, by="outlet", apart="outlet"
    )


def main(headlines, articles):
    for wrong in ERRORS:
        for size in SIZES:
            print("\n".join(simulated(wrong, size)), flush=True)
    for lines in (gun_violence(headlines), polnear(articles)):
        print("\n".join(lines), flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
