"""Every function that reads a story, over texts that nobody would print.

What it returns lies inside the text and is the same when it is made again; what cannot be done is
a ValueError with a sentence. A warning fails a test, as everywhere here.
"""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tellings as tl
from tellings import Article, Story
from tellings.comparison.alone import told_alone
from tellings.drawing.words import TooLittleError

BOOK = "defence_talks"
MARKS = ["“", "”", "„", "‟", "«", "»", "‹", "›", "‘", "’", "‚", "‛", "'", '"', "``", "''", "＂", "`", "「", "」"]  # fmt: skip
NUMBERS = (
    "0 00 1 7th 1st 99th 1,000 1,0 3.14 .5 5. 1-2 10-20 2010-11 1:30 9/11 ½ ² ٣ １２ 2/3 $ £5 US$ % 12% Ⅻ 1e9 -1 "
    "000,000 hundred million dozen half thirteen"
).split()
NAMES = "Mr. Mrs. Dr. Gen. U.S. S. Korea Kim Ann Lee President Minister NATO (NATO) (UN) GOP Texas D-Va. McX É É ÀB 北京 Ελλάς".split()
WORDS = "said says the a of and “said it’s no one between to per cent who would according last next that year he He they ago least".split()
DATES = ["Monday", "May 5", "29 Feb.", "31 June", "1500", "2099", "last week", "that month", "500 years ago", "1990s", "’90s", "9 May 2010"]  # fmt: skip
LINES = ["\n", "\n\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\n \n", "\t", "\u00a0", "\u3000", "  "]  # fmt: skip
ODD = ["\u0301", "\u0327\u0301", "👩\u200d🚀", "🇰🇷", "\u200f", "\u202e", "\u200b", "\ufeff", "\x00", "\x1b[0m", "\x07", "\x9f", "\ud7ff", "\uffff", "_", "ſ", "İ", "ß", "K", "ǅ"]  # fmt: skip
POINTS = list(".,;:!?…—–-()[]{}/&*#@|\\$<>")
LONG = ["a" * 3_000, "A" * 3_000, "1" * 400, "9," * 300, "x-" * 300, "Kim " * 300, "Mr. " * 300, "“" * 200, ". " * 200, "(AB) " * 100, "’" * 200, "the " * 200]  # fmt: skip
SENTENCES = [
    "Defence Minister Kim Kwan-jin met Robert Gates in Seoul on Monday.", "“It is what it is,” he said, “and no more.”",
    "According to the ministry, 46 sailors died on March 26 last year.", "Officials said that the pact would not be signed.",
    "The Board of Marine Trade (BMT) agreed.", "Nobody may go.",
]  # fmt: skip
PIECES = [*MARKS, *NUMBERS, *NAMES, *WORDS, *DATES, *LINES, *ODD, *POINTS]
TEXTS = st.one_of(
    st.lists(st.sampled_from([*PIECES, *SENTENCES]), max_size=25).map(" ".join),
    st.lists(st.sampled_from([*PIECES, *LONG]), max_size=12).map("".join),
    st.lists(st.sampled_from([*SENTENCES, *MARKS, *LINES, *ODD]), max_size=12).map("".join),
    st.lists(st.sampled_from([*MARKS, *LINES, "a", " ", "A.", "it's"]), max_size=30).map("".join),
    st.text(max_size=60),
)
STORIES = st.lists(
    st.tuples(
        TEXTS,
        st.sampled_from(["A", "A (1)", "B\n", "$1", "<b>", None]),
        st.sampled_from([None, date(1, 1, 1), date(2011, 1, 10), date(9999, 12, 31)]),
    ),
    min_size=1,
    max_size=3,
)
CALLS = {
    "sentences": tl.sentences, "tokens": tl.tokens, "quotations": tl.quotations, "hedges": tl.hedges, "facts": tl.facts,
    "compare_facts": tl.compare_facts, "mentions": tl.mentions, "naming": tl.naming,
    "attributions": tl.attributions, "sources": tl.sources, "absent": tl.absent,
    "align": tl.align, "align by sentence": lambda story: tl.align(story, "sentence"),
    "shared_wording": tl.shared_wording, "shared_wording of two words": lambda story: tl.shared_wording(story, 2),
    "reused": tl.reused, "told_alone": told_alone, "code_frames": lambda story: tl.code_frames(story, BOOK),
    "code_units": lambda story: tl.code_units(story, BOOK, "sentence"), "code_voices": tl.code_voices,
    "group_events": tl.group_events,
    "frame_scores": lambda story: tl.frame_scores(story, BOOK),
    "frame_differences": lambda story: tl.frame_differences(story, BOOK),
    "coverage": lambda story: tl.coverage(story, BOOK), "order": lambda story: tl.order(story, BOOK),
    "overview": lambda story: tl.overview(story, BOOK), "kwic": lambda story: tl.kwic(story, ["the", "Kim", "said"]),
    "counts": tl.counts, "counts of pairs, as printed": lambda story: tl.counts(story, "outlet", "printed", 2),
    "keyness": tl.keyness, "key_phrases": tl.key_phrases, "diversity": tl.diversity, "ways_of_counting": tl.ways_of_counting,
    "overlay": lambda story: tl.overlay(tl.tokens(story), tl.quotations(story)),
    "spans": lambda story: tl.spans(tl.attributions(story), "content"),
    "read": lambda story: tl.read(story, tl.mentions(story), "actor"),
    "evidence_table": lambda story: tl.evidence_table(story, tl.mentions(story), "actor", caption="Who."),
    "show": lambda story: tl.show(tl.facts(story)),
}  # fmt: skip


def story_of(parts):
    return Story(
        Article(id=f"n{at}", text=text, outlet=outlet, published=published)
        for at, (text, outlet, published) in enumerate(parts)
    )


def answer(call, parts):
    """What comes out, or the error that says why nothing can."""
    try:
        return call(story_of(parts))
    except ValueError as error:
        return error


def check_places(table, texts):
    for side in ("", "other_"):
        if not {f"{side}article", f"{side}start", f"{side}end"} <= {*table.columns}:
            continue
        rows = table.dropna(subset=[f"{side}article", f"{side}start"])
        for name, start, end in rows[[f"{side}article", f"{side}start", f"{side}end"]].itertuples(
            index=False, name=None
        ):
            assert 0 <= start < end <= len(texts[name])
    if {"article", "start", "end", "text"} <= {*table.columns}:
        for name, start, end, text in (
            table[["article", "start", "end", "text"]].to_numpy().tolist()
        ):
            assert texts[name][start:end] == text


@pytest.mark.parametrize("name", CALLS)
@settings(max_examples=40)
@given(STORIES)
def test_what_comes_out_lies_in_the_text_and_comes_out_again(name, parts):
    once, again = answer(CALLS[name], parts), answer(CALLS[name], parts)
    if isinstance(once, pd.DataFrame):
        pd.testing.assert_frame_equal(once, again)
        check_places(once, {f"n{at}": text for at, (text, *_) in enumerate(parts)})
        return
    assert str(once) == str(again)
    if isinstance(once, ValueError):
        assert type(once) in (ValueError, TooLittleError)
        assert len(str(once).split()) > 4
