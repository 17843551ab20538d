"""What a person knows of the articles and wrote into story.toml."""

from pathlib import Path

import pytest

from tellings import StoryError, attribution_sheet, attributions, read_story

BODY = ["Two ministers met on Monday. They agreed to talk again.", "They will meet in Oslo."]


@pytest.mark.parametrize("top, told, headline, deck, removed", [
    ([], 'headline = "Talks begin"', "Talks begin", None, []),
    ([], 'deck = "Both sides smile"\nheadline = "Talks begin"', "Talks begin", "Both sides smile", []),
    (["Talks begin"], 'headline = "Talks begin"', "Talks begin", None, []),
    (["Island Gazette online"], 'headline = "Talks begin"', "Talks begin", None, ["Island Gazette online"]),
    (["Talks begin", "Both sides smile"], 'deck = "Nobody smiles"', "Talks begin", "Nobody smiles", ["Both sides smile"]),
    (["Wrong line", "Talks begin"], 'headline = "Talks begin"', "Talks begin", None, ["Wrong line"]),
    (["Talks begin", "Both sides smile"], 'deck = ""', "Talks begin", None, ["Both sides smile"]),
])  # fmt: skip
def test_headline_and_deck_may_be_told(tmp_path, top, told, headline, deck, removed):
    (tmp_path / "a.txt").write_text("\n\n".join(top + BODY), encoding="utf-8")
    (tmp_path / "story.toml").write_text(f"[articles.a]\n{told}\n", encoding="utf-8")
    story = read_story(tmp_path)
    article = story[0]
    assert (article.headline, article.deck) == (headline, deck)
    assert [article.text[a:b] for a, b in article.paragraphs] == BODY
    assert [one.text for one in article.removed] == removed
    assert article.text.split("\n\n") == [article.text[s.start : s.end] for s in article.sections]
    assert "headline" in story.table()["supplied"][0] or "deck" in story.table()["supplied"][0]


def test_a_headline_is_text(tmp_path):
    (tmp_path / "a.txt").write_text(BODY[0], encoding="utf-8")
    (tmp_path / "story.toml").write_text("[articles.a]\nheadline = 5\n", encoding="utf-8")
    with pytest.raises(StoryError, match="line 2: headline: this must be text in quotation marks"):
        read_story(tmp_path)


@pytest.mark.parametrize("toml, message", [
    (b'title = "Talks"\ntitle = "Again"\n', r"line 2: .*: this stands twice in the file; keep one"),
    (b'[articles.a]\noutlet = "A"\n[articles.a]\nagency = "B"\n', "line 3: .*: this heading stands twice"),
    (b'[articles.a]\noutlet = "A"\noutlet = "B"\n', "line 3: .*: this stands twice in the file"),
    (b'title = "Caf\xe9"\n', "line 1: a letter is not in UTF-8; save the file again as UTF-8"),
    (b'title = "Talks"\n# caf\xe9\n', "line 2: a letter is not in UTF-8"),
    (b'title = "Ta\x01lks"\n', "line 1: .*: this line holds a control character"),
    (b"# talks\ntitle = " + b"[" * 10_000 + b"]" * 10_000, "line 2: brackets or names are nested too deep"),
    (b"a" + b".a" * 10_000 + b" = 1", "line 1: "),
    (b'event_words = ["*"]', "line 1: event_words: '\\*' names no word"), (b'event_words = ["talks", ""]', "line 1: event_words: '' names no word"),
    (b'event_words = ["t*lk"]', "line 1: event_words: 't\\*lk': the star must stand at the end of a word"),
    (b'event_words = ["econom(y|ic)"]', "line 1: event_words: 'econom\\(y\\|ic\\)' is a regular expression; write words"),
    (b'event_words = ["..."]', "line 1: event_words: '...' names no word"),
    (b'[articles.empty]\noutlet = "A"', "line 1: empty: the file empty.txt was not read: the file is empty"),
    (b'[articles.paper]\noutlet = "A"', "line 1: paper: the file paper.pdf was not read: the file is empty"),
])  # fmt: skip
def test_what_is_wrong_in_story_toml_is_said_with_its_line(tmp_path, toml, message):
    (tmp_path / "a.txt").write_text("\n\n".join(BODY), encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "paper.pdf").touch()
    (tmp_path / "story.toml").write_bytes(toml)
    with pytest.raises(StoryError, match=message):
        read_story(tmp_path)


def test_a_story_toml_that_is_no_file_is_named(tmp_path):
    (tmp_path / "a.txt").write_text(BODY[0], encoding="utf-8")
    (tmp_path / "story.toml").mkdir()
    with pytest.raises(StoryError, match=r"story\.toml: a folder"):
        read_story(tmp_path)


def test_a_story_toml_that_cannot_be_read_is_named(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text(BODY[0], encoding="utf-8")
    (tmp_path / "story.toml").touch()
    whole = Path.read_bytes

    def fail(path):
        if path.suffix == ".toml":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(StoryError, match=r"story\.toml: cannot be read \(Permission denied\)"):
        read_story(tmp_path)


def test_names_of_files_are_compared_in_composed_letters(tmp_path):
    (tmp_path / "cafe\u0301.txt").write_text(BODY[0], encoding="utf-8")
    (tmp_path / "story.toml").write_text('[articles."caf\u00e9"]\noutlet = "A"', encoding="utf-8")
    assert read_story(tmp_path)[0].outlet == "A"


NEWSROOMS = """\
compare = ["The Daily", "The Evening"]
[outlets]
"daily.example" = "The Daily"
[articles."d*"]
outlet = "daily.example"
[articles.e]
outlet = "The Evening"
[articles.m]
outlet = "The Morning"
"""


def test_newsrooms_get_their_names_and_only_those_to_compare_are_read(tmp_path):
    for name in ("d1", "d2", "e", "m"):
        text = BODY[0].replace("ferry", f"ferry {name}")
        (tmp_path / f"{name}.txt").write_text(f"{text}\n\n{name}", encoding="utf-8")
    (tmp_path / "story.toml").write_text(NEWSROOMS, encoding="utf-8")
    story = read_story(tmp_path)
    assert story.outlets == {"d1": "The Daily", "d2": "The Daily", "e": "The Evening"}
    row = story.report.set_index("path").loc["m.txt"]
    assert (row["status"], row["why"]) == ("skipped", "of The Morning, which is not compared")


def test_a_corrected_sheet_named_in_story_toml_is_in_force(tmp_path):
    text = "Ferry to stop\n\nThe ferry will stop, said Ned Marsh.\n\nIt is over, said Ann Lee."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    story = read_story(tmp_path)
    found = attributions(story)
    attribution_sheet(story, tmp_path / "mine.csv")
    lines = (tmp_path / "mine.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)
    kept = [line for line in lines if "Ned Marsh" not in line]
    (tmp_path / "mine.csv").write_text("".join(kept), encoding="utf-8-sig")
    known = '[corrections]\nattributions = "mine.csv"\n'
    (tmp_path / "story.toml").write_text(known, encoding="utf-8")
    assert list(found["speaker"]) == ["Ned Marsh", "Ann Lee"]
    assert list(attributions(read_story(tmp_path))["speaker"]) == ["Ann Lee"]
