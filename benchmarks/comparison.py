"""How much of what a careful reader finds in the two seeds the library finds, and what besides.

    python benchmarks/comparison.py [--write]

The list (seeds/gold/comparison.json) was written from the articles alone, before anybody had seen
the code's answers. Found and false are counted as follows; words overlap where they share a
character of the article.

- strong pairs, pairs: the reader's pairs of paragraphs among those of `align`, of any strength.
  False: pairs of `align` that the reader lists neither as strong nor as partial. Traps: pairs of
  `align` among those that the reader says only share words.
- dates: one of `facts` overlaps the reader's words and has the same value. False: a date that
  overlaps none of the reader's.
- numbers: the same, a place in an order by its number. What is counted is not compared: the reader
  says it in own words.
- shared facts: `align` has a pair whose shared words overlap the reader's words in both articles,
  or `compare_facts` agrees on a date or number that does. False: pairs as above, and agreements on
  a date or a number that no shared fact overlaps.
- facts of one article, in paragraphs without partner: the reader's words stand in one. False: such
  paragraphs in which the reader marks something that both tell. In phrases: more than half of the
  reader's words are in `told_alone`. False: facts that both tell of which that holds, wherever the
  article tells them.
- labels: of the actors that bear a proper name, the labels that `naming` gives to one actor, as
  often as the reader counts; the reader's label may have words around it ("his counterpart Toshimi
  Kitazawa"). False: labels of these that match none.
- sources: speaker and article, where the reader has the speaker quoted, as often as the reader
  counts (attributions without acts). False: speakers in `sources` whom the reader does not list as
  quoted in that article.
- silent: actor and article, where the reader has the actor named and never quoted, in `absent`.
  False: actors in `absent` whom the reader does not list as such.

--write keeps some of them in lib/tellings/data/measured, where lesson 6 finds them; intervals are
Wilson's, of the reader's entries as if each were found or missed by itself.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from benchmark_results import write_result
from tellings import absent, align, compare_facts, facts, naming, read_story, sources
from tellings.actors.lists import key_of
from tellings.chance import one_share_interval
from tellings.comparison.alone import told_alone

SEEDS = Path(__file__).parents[1] / "seeds"
# The reader's names for speakers, where the library has others.
SPEAKERS = {
    "South Korean defence ministry (its statement)": {"Ministry of National Defense"},
    "defence officials, unnamed": {"officials", "Defence ministry officials", "Defense officials"},
    "Lee Myung-bak": {"Lee Myung-Bak"},
}
SIDES = ("first", "second")
MEASURES = (
    "comparison.alignment comparison.alone comparison.facts attribution.sources actors.naming"
)
# What lesson 6 says of some figures.
TOLD = {
    ("shared facts",): "facts of both articles that are found",
    ("facts of the first alone, in phrases", "facts of the second alone, in phrases"): (
        "facts of one article alone that are found"
    ),
}


class Comparison:
    """Two articles, a reader's list, and what the library finds."""

    def __init__(self, story, gold):
        self.story, self.articles, self.gold = story, list(story), gold
        self.ids = [article.id for article in self.articles]
        table = align(self.story)
        self.alone = table[table["strength"] == "none"]
        self.pairs = table[table["strength"] != "none"]
        self.units = set(zip(self.pairs["unit"], self.pairs["other_unit"], strict=True))
        self.facts = facts(self.story)
        self.told_alone = told_alone(self.story)

    def span(self, side, entry):
        """Where the reader's words stand."""
        article, where = self.articles[side], entry["paragraph"]
        stretches = [article.paragraphs[where - 1]] if isinstance(where, int) else [
            (section.start, section.end) for section in article.sections if section.name == where
        ]  # fmt: skip
        for start, end in stretches:
            if (at := article.text.find(entry["words"], start, end)) >= 0:
                return at, at + len(entry["words"])
        raise ValueError(f"{entry['words']!r} is not in {where} of {article.id}")

    def spans(self, side, entries):
        return [
            self.span(side, entry)
            for entry in (entries if isinstance(entries, list) else [entries])
        ]

    # Each of these returns found, of how many, false.

    def paired(self, *strengths):
        listed = {(row["first"], row["second"]) for row in self.gold["aligned_paragraphs"]}
        meant = {
            (row["first"], row["second"])
            for row in self.gold["aligned_paragraphs"]
            if row["strength"] in strengths
        }
        return len(meant & self.units), len(meant), len(self.units - listed)

    def traps(self):
        return len(self.units & {(row["first"], row["second"]) for row in self.gold["not_aligned"]})

    def dated(self):
        return self._facts("date", [{**row, "value": row["date"]} for row in self.gold["dates"]])

    def counted(self):
        return self._facts("number", self.gold["numbers"])

    def _facts(self, kind, listed):
        table = self.facts[(self.facts["kind"] == kind) & (self.facts["section"] != "headline")]
        free, found = set(table.index), 0
        for row in listed:
            side = row["article"] - 1
            start, end = self.span(side, row)
            rows = table[
                (table["article"] == self.ids[side])
                & (table["start"] < end)
                & (table["end"] > start)
            ]
            free -= set(rows.index)
            found += any(
                re.sub(r"(st|nd|rd|th)$", "", str(value)) == str(row["value"])
                for value in rows["value"]
            )
        return found, len(listed), len(free)

    def shared(self):
        table = compare_facts(self.story)
        agreed = table[(table["status"] != "only one") & (table["articles"].str.len() > 1)]
        agreed = [self.facts.loc[rows] for rows in agreed["rows"]]
        of_facts = [{side: self._places(rows, side) for side in (0, 1)} for rows in agreed]
        of_pairs = [
            dict(enumerate(row)) for row in self.pairs[["places", "other_places"]].values.tolist()
        ]
        marked = [
            {side: self.spans(side, row[name]) for side, name in enumerate(SIDES)}
            for row in self.gold["shared_facts"]
        ]
        found = sum(any(_meet(one, fact) for one in of_facts + of_pairs) for fact in marked)
        strays = sum(not any(_meet(one, fact) for fact in marked) for one in of_facts)
        return found, len(marked), self.paired("strong")[2] + strays

    def _places(self, rows, side):
        mine = rows[rows["article"] == self.ids[side]]
        return list(zip(mine["start"].tolist(), mine["end"].tolist(), strict=True))

    def only(self, side):
        rows = self.alone[self.alone["article"] == self.ids[side]]
        listed = [
            row for row in self.gold[f"only_{SIDES[side]}"] if isinstance(row["paragraph"], int)
        ]
        units = set(rows["unit"])
        both = {
            entry["paragraph"] for row in self.gold["shared_facts"] for entry in row[SIDES[side]]
        }
        return sum(row["paragraph"] in units for row in listed), len(listed), len(units & both)

    def phrases(self, side):
        rows = self.told_alone[self.told_alone["article"] == self.ids[side]]
        alone = {
            at
            for start, end in zip(rows["start"], rows["end"], strict=True)
            for at in range(start, end)
        }

        def held(entries):
            spans = self.spans(
                side, [entry for entry in entries if isinstance(entry["paragraph"], int)]
            )
            return bool(spans) and all(
                2 * len(alone & set(range(*span))) > span[1] - span[0] for span in spans
            )

        listed = [
            row for row in self.gold[f"only_{SIDES[side]}"] if isinstance(row["paragraph"], int)
        ]
        both = [row[SIDES[side]] for row in self.gold["shared_facts"]]
        return sum(held([row]) for row in listed), len(listed), sum(map(held, both))

    def labelled(self):
        table = naming(self.story)
        outlets = [article.name for article in self.articles]
        entries = {
            (actor, label, outlet): int(count)
            for actor, label, *counts in table[["actor", "label", *outlets]].values.tolist()
            for outlet, count in zip(outlets, counts, strict=True)
            if count
        }
        found = of = false = 0
        for row in self.gold["labels"]:
            if not _proper(row["actor"]):
                continue
            mine = Counter()
            for outlet, one in (
                (outlet, one)
                for outlet, side in zip(outlets, SIDES, strict=True)
                for one in row[side]
            ):
                mine[re.sub(r"^The ", "the ", one["label"]), outlet] += one["count"]
            right = {actor: _matched(mine, actor, entries) for actor, _, _ in entries}
            best = max(right, key=lambda actor: (len(right[actor][0]), -right[actor][1]))
            found, of, false = (
                found + len(right[best][0]),
                of + len(mine),
                false + right[best][1] * bool(right[best][0]),
            )
        return found, of, false

    def spoken(self):
        table = sources(self.story).query("attributions > acts")
        found, right, of = set(), 0, 0
        for row in self.gold["sources"]:
            for article, side in zip(self.ids, SIDES, strict=True):
                if row[side]:
                    mine = table[
                        (table["article"] == article) & table["actor"].isin(_called(row["speaker"]))
                    ]
                    found |= set(mine.index)
                    right, of = (
                        right + ((mine["attributions"] - mine["acts"]).sum() == row[side]),
                        of + 1,
                    )
        return int(right), of, len(set(table.index) - found)

    def silent(self):
        table = absent(self.story)
        found = set(zip(table["outlet"], table["actor"], strict=True))
        meant = [
            {(article.name, name) for name in _called(row["speaker"])}
            for row in self.gold["sources"]
            for article, side in zip(self.articles, SIDES, strict=True)
            if not row[side] and row[f"mentions_{side}"]
        ]
        return sum(bool(one & found) for one in meant), len(meant), len(found - set().union(*meant))


def _overlap(one, other):
    return one[0] < other[1] and other[0] < one[1]


def _meet(one, other):
    """Whether stretches of the one overlap stretches of the other in both articles."""
    return all(any(_overlap(a, b) for a in one[side] for b in other[side]) for side in (0, 1))


def _called(speaker):
    return SPEAKERS.get(speaker, {speaker})


def _proper(actor):
    words = re.sub(r"\(.*?\)", "", actor).split()
    return all(word[0].isupper() or word == "of" for word in words)


def _matched(mine, actor, entries):
    """The reader's labels that the library gives this actor as often, and how many others."""
    own = {
        (label, outlet): count for (who, label, outlet), count in entries.items() if who == actor
    }
    right, used = [], set()
    for (label, outlet), count in mine.items():
        fits = [
            key
            for key in own
            if key[1] == outlet and f" {_bare(key[0])} " in f" {_bare(label)} " and key not in used
        ]
        fits = sorted(fits, key=lambda key: -len(key[0]))[:1]
        used |= set(fits)
        right += [label for key in fits if own[key] == count]
    return right, len(own) - len(used)


def _bare(label):
    return re.sub(r"^the ", "", key_of(label))


def figures():
    """Each figure by name: found, of how many, false."""
    one = Comparison(
        read_story(SEEDS),
        json.loads((SEEDS / "gold" / "comparison.json").read_text(encoding="utf-8")),
    )
    table = {
        "strong pairs": one.paired("strong"),
        "pairs": one.paired("strong", "partial"),
        "dates": one.dated(),
        "numbers": one.counted(),
        "shared facts": one.shared(),
        "facts of the first alone, in paragraphs": one.only(0),
        "facts of the second alone, in paragraphs": one.only(1),
        "facts of the first alone, in phrases": one.phrases(0),
        "facts of the second alone, in phrases": one.phrases(1),
    }
    table |= {"labels": one.labelled(), "sources": one.spoken(), "silent": one.silent()}
    return table | {"traps": (one.traps(), len(one.gold["not_aligned"]), 0)}


def write(table):
    rows = []
    for names, told in TOLD.items():
        found, of = (sum(table[name][at] for name in names) for at in (0, 1))
        low, high = one_share_interval(found, of)
        rows.append(
            {
                "method": "source comparison",
                "measure": told,
                "who": "this program",
                "corpus": f"the two seeds: {of} facts listed by one reader, a language model",
                "basis": "Wilson, facts one by one",
                "value": 100 * found / of,
                "low": 100 * low,
                "high": 100 * high,
            }
        )
    seeds = [*sorted(SEEDS.glob("*.txt")), SEEDS / "gold" / "comparison.json"]
    write_result("comparison", seeds, rows, measures=MEASURES.split())


def main(keep=False):
    table = figures()
    if keep:
        write(table)
    for name, (found, of, false) in table.items():
        print(
            f"{name}: {found} of {of}"
            if name == "traps"
            else f"{name}: {found} of {of} found, {false} false"
        )


if __name__ == "__main__":
    main(keep="--write" in sys.argv)
