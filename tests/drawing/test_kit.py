"""Names as they fit into a picture, and colours that tell outlets apart."""

import colorsys

import pytest
from matplotlib.axis import XAxis
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from tellings.drawing.kit import PALETTE, filled, in_per_cent, short


@pytest.mark.parametrize("name, lines", [
    ("AFP", ["AFP"]),
    ("The Evening Post", ["The Evening", "Post"]),
    ("2021_03_02_fire_at", ["2021_03_02_", "fire_at"]),
    ("fire-at-the-old-mill", ["fire-at-the-", "old-mill"]),
    ("_x", ["_x"]),
    ("__a__b", ["__a__b"]),
    ("Kapitaenszeitung", ["Kapitaenszei", "tung"]),
    ("Российская газета", ["Российская", "газета"]),
    ("a - b", ["a - b"]),
    ("", [""]),
])  # fmt: skip
def test_a_name_is_broken_where_a_reader_would(name, lines):
    assert filled(name, 12).split("\n") == lines


@pytest.mark.parametrize("names, shown", [
    (["AFP", "BBC"], ["AFP", "BBC"]),
    (["The Evening Post", "AFP"], ["The Evenin…", "AFP"]),
    (["The Evening Post", "The Morning Post"], ["The Evenin…", "The Mornin…"]),
    (["The Daily Post of North", "The Daily Post of South"], ["The D…North", "The D…South"]),
    (["The Daily Post of North", "The Daily Post of South", "AFP"], ["The D…North", "The D…South", "AFP"]),
    (["2021_03_02_some_file_1", "2021_03_02_some_file_2"], ["2021_…ile_1", "2021_…ile_2"]),
    (["x" * 30], ["x" * 10 + "…"]),
    (["The Post (1) of North", "The Post (1) of South"], ["The P…North", "The P…South"]),
    (["elevenletrs", "elevenletrz"], ["elevenletrs", "elevenletrz"]),
    ([], []),
])  # fmt: skip
def test_long_names_stay_different_where_their_ends_are(names, shown):
    assert short(names, 11) == shown


@pytest.mark.parametrize("colour", PALETTE)
def test_a_pale_colour_of_an_outlet_is_not_the_grey_of_what_is_shared(colour):
    _, light, saturation = colorsys.rgb_to_hls(*to_rgb(colour))
    assert saturation > 0.35
    assert light < 0.7  # a stroke on white is seen


def test_no_two_of_eight_outlets_have_one_colour():
    assert len(set(PALETTE)) == 8


@pytest.mark.parametrize("share, said", [(0, "0%"), (0.05, "5%"), (0.025, "2.5%"), (1, "100%"), (0.30000000000000004, "30%")])  # fmt: skip
def test_a_share_is_said_without_needless_digits(share, said):
    axis = XAxis(Figure().subplots())
    in_per_cent(axis)
    assert axis.get_major_formatter()(share, 0) == said
