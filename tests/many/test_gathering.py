"""Sums by SQL over the files are those of the library's own functions on the same articles."""

import json
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

import tellings as tl
from tellings.attribution.shares import share_of_voice
from tellings.many.gathering import QUESTIONS

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = ["Ann Lee", "Ana Ruiz", "Li Wei", "officials"]


@pytest.fixture(scope="module")
def gathered(tmp_path_factory):
    """Twelve articles of three outlets in stories of five; and the same articles as one story."""
    folder = tmp_path_factory.mktemp("many")
    lines = [
        {
            "outlet": ["Daily", "Post", "Globe"][n % 3],
            "text": f"The council met on day {n} to talk about the defence of the road.\n\n"
            f"“We will {['stay', 'go'][n % 2]} for {n} days,” said {PEOPLE[n % 4]}, who fears an attack.\n\n"
            + "The economy and the cost of rain were not on the list. "
            * (n % 5),
        }
        for n in range(12)
    ]
    table = folder / "all.jsonl"
    table.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    parts = tl.split_articles(table, folder / "stories", size=5)
    analyses = [tl.counts, tl.sources, partial(tl.frame_scores, codebook="generic")]
    assert tl.run_many(parts, analyses, folder / "out").empty
    return partial(tl.gathered, folder / "out"), tl.read_story(table)


def same(asked, own, keys):
    """The columns of what was asked, from the library's own table, in one order."""
    own = own[asked.columns].sort_values(keys, ignore_index=True)
    pd.testing.assert_frame_equal(
        asked.sort_values(keys, ignore_index=True), own, check_dtype=False
    )


def test_counts(gathered):
    ask, story = gathered
    same(ask("counts"), tl.counts(story, by="outlet"), ["word", "outlet"])


def test_keyness(gathered):
    ask, story = gathered
    same(ask("keyness"), tl.keyness(story, by="outlet", shuffles=20), ["word", "outlet"])


def test_shares_of_voice(gathered):
    ask, story = gathered
    same(ask("shares_of_voice"), share_of_voice(story, most=1000), ["outlet", "voice"])


def test_frame_shares(gathered):
    ask, story = gathered
    scores = tl.frame_scores(story, "generic").groupby(["frame", "outlet"], as_index=False)
    own = scores[["hits", "sentences", "of"]].sum()
    assert own["sentences"].sum() > 0
    same(ask("frame_shares"), own.assign(share=own["sentences"] / own["of"]), ["frame", "outlet"])


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_part_of_an_answer_can_be_asked_for(gathered, question):
    ask, _ = gathered
    part = ask(f"FROM {question}() WHERE outlet <> 'Post' LIMIT 3")
    whole = ask(question)
    expected = whole[whole["outlet"] != "Post"].head(3).reset_index(drop=True)
    pd.testing.assert_frame_equal(part, expected)


def test_the_memory_is_the_most_that_the_database_holds(gathered):
    ask, _ = gathered
    told = ask("SELECT current_setting('memory_limit') AS most", memory="100MB")["most"][0]
    assert told == "95.3 MiB"
