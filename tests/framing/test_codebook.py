"""Codebooks: those that come with the library, and mistakes in one's own."""

import pytest

from tellings import read_codebook
from tellings.framing.codebook import CodebookError

GOOD = '[[frame]]\nname = "sea"\nterms = ["ship*", "navy"]\n'


@pytest.mark.parametrize("toml, message", [
    ("name = ", "Invalid value"),
    ('name = "x"', "a codebook needs at least one"),
    (GOOD + 'colour = "red"', "line 4: colour: known keys are"),
    (GOOD + '[[frame]]\nname = "sea"\nterms = ["x"]', "line 5: sea: it stands there twice"),
    ('[[frame]]\nname = "sea"\nterms = ["ship*", "ship*"]', r"line 3: ship\*: it stands there twice"),
    ('[[frame]]\nname = "sea"\nterms = []', "line 3: terms: the list is empty"),
    ('[[frame]]\nname = "sea"\nterms = ["sh*p"]', r"line 3: sh\*p: .* the \* must stand at the end"),
    ('[[frame]]\nname = "sea"\nterms = ["*"]', "names no word"),
    ('[[frame]]\nname = "sea"\nterms = "ships"', "terms are a list of texts"),
    ('[[frame]]\nname = "sea"', "line 2: sea: a frame needs a name, and terms or items"),
    (GOOD + "definition = 3", "line 4: definition: a text is wanted"),
    (GOOD + "cutoff = 0", "line 4: cutoff: a whole number of sentences is wanted"),
    ('name = "x"\nframe = [{name = "a", terms = ["b"]}]', r"line 2: frame: write each frame below a line \[\[frame\]\]"),
])  # fmt: skip
def test_a_mistake_in_a_codebook_names_line_and_key(tmp_path, toml, message):
    path = tmp_path / "book.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(CodebookError, match=message):
        read_codebook(path)


def test_a_codebook_in_another_encoding_is_said(tmp_path):
    path = tmp_path / "book.toml"
    path.write_bytes(GOOD.replace("sea", "Æsir").encode("latin-1"))
    with pytest.raises(CodebookError, match="not UTF-8 text; save it as UTF-8"):
        read_codebook(path)


def test_an_unknown_codebook_names_the_known():
    with pytest.raises(FileNotFoundError, match="defence_talks"):
        read_codebook("defense_walks")
