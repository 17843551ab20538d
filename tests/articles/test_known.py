"""What a person knows of the articles and wrote into story.toml."""

import pytest

from tellings import StoryError, read_story

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
