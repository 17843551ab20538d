"""Which stretches a cue's source and content are chosen from, and what choosing changes."""

import numpy as np
import pytest

from tellings.attribution.engine.blocks import Chains, Cues, Decoded, build_block, tokenize
from tellings.attribution.engine.choosing import Seen, choices, following, replaced
from tellings.attribution.engine.forms import Forms, Lexicon

# Tokens 0 1 2 [3] 4 5: the chain before the cue walks away from it, the one behind it goes on.
TEXT = "Ann Lee , said it rains"
[TOKENS] = tokenize(TEXT, [(0, len(TEXT))])
BLOCK = build_block(TEXT, TOKENS, Forms(Lexicon({}, {}, {})), False)
CUES = Cues(np.array([3]), np.array([4]), np.array([3]), np.array([0.9]))
WAY = Chains(
    np.array([0, 3]), np.array([3, 2]), np.array([0, 1]),
    np.array([2, 1, 0, 4, 5]), np.zeros(5, int), np.array([0, 1, 2, 0, 1]),
)  # fmt: skip


def seen(**likely: dict[int, float]) -> Seen:
    """The cue with what each token is likely to be: begin={0: 0.9} of a source, inside={1: 0.9}."""
    marginal = np.zeros((5, 5))
    for label, name in ((1, "begin"), (2, "inside"), (3, "content"), (4, "content_on")):
        for token, chance in likely.get(name, {}).items():
            marginal[WAY.token.tolist().index(token), label] = chance
    return Seen(BLOCK, CUES, np.zeros((7, 5)), WAY, marginal)


def chosen_from(seen: Seen, decoded: Decoded, role: str) -> list[tuple[int, int]]:
    found = choices(seen, decoded, role)
    return list(zip(found.first.tolist(), found.stop.tolist(), strict=True))


def test_the_next_token_of_a_text_is_the_one_before_on_the_way_back():
    assert following(WAY.token, WAY).tolist() == [0, 2, 1, 5, 0]


@pytest.mark.parametrize("likely, decoded, expected", [
    ({}, [], [(-1, -1)]),
    ({"begin": {0: 0.9}, "inside": {1: 0.9, 2: 0.9}}, [(0, 3)], [(-1, -1), (0, 3)]),
    # "Ann Lee | , |" may end earlier
    ({"begin": {0: 0.9}, "inside": {1: 0.9, 2: 0.5}}, [(0, 3)], [(-1, -1), (0, 2), (0, 3)]),
    # or begin later
    ({"begin": {0: 0.6, 1: 0.3}, "inside": {1: 0.6, 2: 0.9}}, [(0, 3)], [(-1, -1), (0, 3), (1, 3)]),
    # or stand on the other side of the cue
    ({"begin": {0: 0.6, 4: 0.3}}, [(0, 1)], [(-1, -1), (0, 1), (4, 5)]),
    # an unlikely one, which only the rules found, stays possible
    ({}, [(1, 2)], [(-1, -1), (1, 2)]),
])  # fmt: skip
def test_what_a_source_may_be(likely, decoded, expected):
    assert (
        chosen_from(seen(**likely), Decoded([[]], [decoded], np.zeros((1, 1))), "source")
        == expected
    )


@pytest.mark.parametrize("likely, decoded, source, expected", [
    ({}, [(4, 5)], [(0, 2)], [(4, 5)]),
    ({"content": {4: 0.9}, "content_on": {5: 0.5}}, [(4, 6)], [(0, 2)], [(4, 5), (4, 6)]),
    # where no content was decoded, or not near the cue, none is looked for
    ({"content": {4: 0.9}}, [], [], []),
    ({"content": {4: 0.9}}, [(7, 9)], [], []),
])  # fmt: skip
def test_what_a_content_may_be(likely, decoded, source, expected):
    its = Decoded([decoded], [source], np.zeros((1, 1)))
    assert chosen_from(seen(**likely), its, "content") == expected


@pytest.mark.parametrize("spans, new, expected", [
    ([(0, 4)], (0, 6), [(0, 6)]),
    ([(0, 4)], (-1, -1), []),
    ([], (2, 3), [(2, 3)]),
    ([(0, 4), (8, 10)], (0, 5), [(0, 5), (8, 10)]),  # “A,” she said, “B”: B stays
    ([(0, 4), (5, 6)], (0, 7), [(0, 7)]),  # and what the new one holds goes
])  # fmt: skip
def test_the_longest_span_is_replaced(spans, new, expected):
    assert replaced(spans, new) == expected
