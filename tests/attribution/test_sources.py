"""Who speaks and who is named: one name for one actor in all articles, whatever each calls it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stories import as_story
from tellings import Article, absent, attributions, mentions, naming, sources
from tellings.actors.lists import titles
from tellings.actors.names import find_names

TITLED = "Foreign Minister Ann Lee of Norway spoke. Mr. Kim and Ms. Lee met."


def articles(*texts):
    return [
        Article(id=f"a{number}", text=text, outlet=f"Paper {number}")
        for number, text in enumerate(texts)
    ]


def named(*texts):
    return mentions(as_story(articles(*texts)))


def as_dict(table, column="actor"):
    return dict(zip(table["text"], table[column], strict=True))


@pytest.mark.parametrize("text, names", [
    ("The plan failed. On Monday it rained.", []),
    ("He saw Ann Lee's office.", ["Ann Lee"]),
    ("He told the U.S. Department of Health and Human Services so.", ["U.S. Department of Health and Human Services"]),
    ("They left the Sea of Japan for Oslo.", ["Sea of Japan", "Oslo"]),
    ("It asked Senator Ann Lee of Utah.", ["Senator Ann Lee", "Utah"]),
    ("They chose Ludwig van der Berg and Osama bin Laden.", ["Ludwig van der Berg", "Osama bin Laden"]),
    ("It hit a Seoul-led and pro-Tokyo group.", ["Seoul", "Tokyo"]),
    ("It is a talk of Gen. Kim and Mr. Lee.", ["Gen. Kim", "Mr. Lee"]),
    ("They asked the House Fish and Harbour Committee and a Republican-led Senate.", ["House Fish and Harbour Committee", "Republican", "Senate"]),
    ("Two Ministers Meet in Oslo Over Fish\n\nMinisters met.", ["Ministers"]),
])  # fmt: skip
def test_words_with_a_capital_that_belong_together(text, names):
    assert [name.text for name in find_names(text)] == names


def test_a_word_at_the_head_of_a_sentence_is_a_name_only_where_it_is_one_elsewhere():
    assert named("Officials met. Talks went on. On Monday they ended.").empty
    assert as_dict(named("Hanssen met officials.", "They saw Hanssen. Officials left.")) == {
        "Hanssen": "Hanssen"
    }
    assert as_dict(named("NATO met. Oslo waited.")) == {"NATO": "NATO", "Oslo": "Norway"}
    assert as_dict(named("Later Ann Lee left.")) == {"Ann Lee": "Ann Lee"}
    assert as_dict(named("Saying President Lee left.")) == {"President Lee": "Lee"}
    assert named("It rained.\n\nUPDATE: It rained.").empty


@pytest.mark.parametrize("text, kinds", [
    (TITLED, {"Foreign Minister Ann Lee": "person", "Norway": "country", "Mr. Kim": "person", "Ms. Lee": "person"}),
    ("He met his counterpart Bo Dahl.", {"Bo Dahl": "person"}),
    ("It was Bo Dahl, chairman of the board.", {"Bo Dahl": "person"}),
    ("It was Bo Dahl. They asked Dahl.", {"Bo Dahl": "person", "Dahl": "person"}),
    ("They asked the Justice Department and the Daily Herald.", {"Justice Department": "organisation", "Daily Herald": "organisation"}),
    ("It sank off Skye Island near Ullapool.", {"Skye Island": "place", "Ullapool": "place"}),
    ("It sank near the truce village of Panmunjom.", {"Panmunjom": "place"}),
    ("They spoke in Oslo. Then Oslo and the Norwegian navy agreed.", {"Oslo": "country", "Norwegian": "country"}),
    ("They liked the Blue Whale.", {"Blue Whale": "unknown"}),
    ("Here is White House Press Secretary Ann Lee.", {"White House": "organisation", "Press Secretary Ann Lee": "person"}),
    ("They asked the Arizona Republican.", {"Arizona": "place", "Republican": "organisation"}),
    ("It hit Ullapool, Calif., and a shop.", {"Ullapool": "place", "Calif": "place"}),
    ("They like the Dahl administration.", {"Dahl": "unknown"}),
    ("They read the Ohio Constitution and the Daily Standard.", {"Ohio Constitution": "unknown", "Daily Standard": "organisation"}),
])  # fmt: skip
def test_what_the_words_around_a_name_tell(text, kinds):
    assert as_dict(named(text), "kind") == kinds


@pytest.mark.parametrize("texts, actor, labels", [
    (["They met Kim Kwan-Jin. They saw Kim.", "They met Defense Minister Kim Kwan-jin, and Kim Kwan-jin left."], "Kim Kwan-jin",
     {"Kim Kwan-Jin", "Kim", "Kim Kwan-jin", "Defense Minister Kim Kwan-jin"}),
    (["They asked Robert F. Bauer.", "They asked Counsel Bob Bauer. Mr. Bauer left."], "Robert F. Bauer",
     {"Robert F. Bauer", "Counsel Bob Bauer", "Mr. Bauer"}),
    (["Its Self-Defense Forces (SDF) grew. They like the SDF."], "Self-Defense Forces", {"Self-Defense Forces", "SDF"}),
    (["It is an Acquisition and a Cross-Servicing Agreement (ACSA)."], "Acquisition and a Cross-Servicing Agreement",
     {"Acquisition and a Cross-Servicing Agreement", "ACSA"}),
    (["They asked the Federal Bureau of Fish.", "They asked the FBF."], "Federal Bureau of Fish", {"Federal Bureau of Fish", "FBF"}),
    (["Now North Korea and the North agree with Pyongyang."], "North Korea", {"North Korea", "the North", "Pyongyang"}),
    (["They like the United States, the U.S. and America."], "United States", {"United States", "U.S.", "America"}),
    (["They asked the Defence Ministry.", "They asked the Ministry of National Defense."], "Ministry of National Defense",
     {"Defence Ministry", "Ministry of National Defense"}),
    (["It hit Skye island.", "It hit Skye Island."], "Skye Island", {"Skye island", "Skye Island"}),
    (["It hit California.", "It hit Ullapool, Calif., too."], "California", {"California", "Calif"}),
    (["They read the Oslo Times and the Times."], "Oslo Times", {"Oslo Times", "Times"}),
])  # fmt: skip
def test_labels_of_one_actor(texts, actor, labels):
    table = named(*texts)
    assert set(table.loc[table["actor"] == actor, "text"]) == labels


@pytest.mark.parametrize("texts, apart", [
    (["He met Bill Clinton.", "He met Hillary Clinton.", "He met President Clinton."],
     ["Bill Clinton", "Hillary Clinton", "President Clinton"]),
    (["Now North Korea and South Sudan met North Macedonia in the North."], ["North Korea", "North Macedonia", "the North"]),
    (["They spoke in Oslo. They like Norway."], ["Oslo", "Norway"]),
    (["They asked the Japanese Defense Ministry and the Korean Defense Ministry."],
     ["Japanese Defense Ministry", "Korean Defense Ministry"]),
    (["They met at the White House.", "They met in the Nixon White House."], ["White House", "Nixon White House"]),
    (["They like the Fish Party and the Ullapool Fish Party Coalition."], ["Fish Party", "Ullapool Fish Party Coalition"]),
])  # fmt: skip
def test_what_the_text_does_not_tell_is_kept_apart(texts, apart):
    found = as_dict(named(*texts))
    assert len({found[label] for label in apart}) == len(apart)


@pytest.mark.parametrize("text, sides", [
    ("The South Korean Defense Minister Ann Lee spoke.", {"Defense Minister Ann Lee": "South Korea"}),
    ("He saw his Japanese counterpart Ann Lee.", {"Ann Lee": "Japan"}),
    ("He saw China’s president, Ann Lee.", {"Ann Lee": "China"}),
    ("They asked Rep. Ann Lee (R-Va.).", {"Rep. Ann Lee": "Republican"}),
    ("They asked Democrat Ann Lee.", {"Ann Lee": "Democrat"}),
    ("They asked the Ministry of Fish in Oslo.", {"Ministry of Fish": "Norway"}),
    ("South Korea and Ann Lee agreed.", {"Ann Lee": ""}),
])  # fmt: skip
def test_a_side_only_where_the_text_says_it(text, sides):
    found = as_dict(named(text), "side")
    assert {label: found[label] for label in sides} == sides


def test_labels_by_outlet():
    table = naming(
        as_story(
            articles(
                "The North left. North Korea left. They like the North.", "They asked Pyongyang."
            )
        )
    )
    assert table[["label", "form", "Paper 0", "Paper 1"]].values.tolist() == [
        ["the North", "short", 2, 0],
        ["North Korea", "name", 1, 0],
        ["Pyongyang", "capital", 0, 1],
    ]


def test_adjectives_are_labels_and_not_counted_as_the_country():
    story = articles("They like Norway and Norwegian fish.")
    assert mentions(as_story(story))["form"].tolist() == ["name", "people"]
    assert naming(as_story(story))["label"].tolist() == ["Norway", "Norwegian"]


LEE = "“It is over,” said Foreign Minister Ann Lee. Lee added that she will leave."
DAHL = "Ms. Lee said that the talks are over. Bo Dahl, a critic, insisted that they go on."


class TestSources:
    def test_one_speaker_in_two_articles(self):
        table = sources(as_story(articles(LEE, DAHL))).set_index(["actor", "article"])
        assert table.loc["Ann Lee", "speaker"].tolist() == ["Foreign Minister Ann Lee", "Ms. Lee"]
        assert table.loc[("Ann Lee", "a0"), ["direct", "indirect", "stances"]].tolist() == [
            1,
            1,
            "neutral 2",
        ]
        assert table.loc[("Bo Dahl", "a1"), "stances"] == "assertive 1"

    def test_a_ministers_ministry_is_the_ministry_of_the_field(self):
        story = articles(
            "Fish Minister Ann Lee left. Talks go on, Lee's ministry said.",
            "The Ministry of Fish said that talks go on. The ministry of war fell.",
        )
        assert set(sources(as_story(story))["actor"]) == {"Ministry of Fish"}

    def test_a_ministers_ministry_is_nobody_elses_where_two_would_do(self):
        story = articles(
            "Fish Minister Ann Lee left. Talks go on, Lee's ministry said.",
            "They asked the Norwegian Ministry of Fish and the Danish Ministry of Fish. Talks go on, they said.",
        )
        assert (
            sources(as_story(story)).set_index("article").loc["a0", "actor"] == "Ann Lee's ministry"
        )

    def test_the_north_is_the_country_and_speaks_for_it(self):
        table = sources(
            as_story(articles("Ships left North Korea. The North said that the talks are over."))
        )
        assert table[["actor", "side"]].values.tolist() == [["North Korea", "North Korea"]]

    @pytest.mark.parametrize("text", [
        "Officials in Norway said that talks go on.",
        "Supporters of Ann Lee said that talks go on.",
        "They like Ann Lee. The Lee administration said that talks go on.",
    ])  # fmt: skip
    def test_people_without_a_name_are_not_the_name_beside_them(self, text):
        assert not set(sources(as_story(articles(text)))["actor"]) & {"Norway", "Ann Lee"}

    @pytest.mark.parametrize("text, actor", [
        ("White House aide Ann Lee said that talks go on.", "Ann Lee"),
        ("Ann Lee of the Oslo Post said that talks go on.", "Ann Lee"),
        ("Here is NATO Director Ann Lee. NATO said that talks go on.", "NATO"),
        ("They asked Senator Ann Lee. The senator said that talks go on.", "Ann Lee"),
        ("They are here. He said that talks go on.", "nobody named"),
        ("The talks go on, their outgoing adviser Ann Lee said.", "Ann Lee"),
    ])  # fmt: skip
    def test_who_is_behind_the_words_for_a_source(self, text, actor):
        assert sources(as_story(articles(text)))["actor"].tolist() == [actor]

    def test_who_is_named_and_never_speaks(self):
        table = absent(as_story(articles(LEE + " They like Mr. Kim.", DAHL))).set_index("outlet")
        assert table.loc[["Paper 0"], "actor"].tolist() == ["Kim"]
        assert "Paper 1" not in table.index
        silent = absent(as_story(articles(LEE, "They like Ms. Lee.")))
        assert silent[["outlet", "actor", "mentions", "speaks_in"]].values.tolist() == [
            ["Paper 1", "Ann Lee", 1, "Paper 0"]
        ]

    @pytest.mark.parametrize("text, acts, silent", [
        ("Ms. Dahl condemned the attack on the harbour.", 1, True), ("Ms. Dahl condemned the attack as “an outrage”.", 0, False),
        ("Ms. Dahl claimed that the harbour was hit.", 0, False), ("Ms. Dahl claimed the harbour, and said it was lost.", 1, False),
        ("Ms. Dahl warned them that the harbour was hit.", 0, False), ("According to Ms. Dahl, the attack is over.", 0, False),
        ("Ms. Dahl said the attack on the harbour was over.", 0, False),
    ])  # fmt: skip
    def test_who_only_acts_has_not_been_given_words(self, text, acts, silent):
        article = Article(id="a", text=text)
        assert sources(as_story(article))["acts"].sum() == acts
        assert ("Dahl" in absent(as_story(article))["actor"].tolist()) == silent

    @pytest.mark.parametrize("text, silent", [
        ("A spokesman for the National Fish Committee, Bo Dahl, said the pier was closed.", False),
        ("The pier was closed, said a lawyer for the Harbour Board, Bo Dahl.", False),
        ("A spokeswoman for the Navy, Bo Dahl, declined to say why. A spokeswoman for the Navy, Bo Dahl, said it was late.", False),
        ("The Harbour Board, which owns the pier, said Bo Dahl was late.", True),
        ("A spokesman for the Harbour Board said Bo Dahl was late.", True),
    ])  # fmt: skip
    def test_a_name_behind_the_office_is_whose_words_they_are(self, text, silent):
        assert (
            "Bo Dahl" in absent(as_story(Article(id="a", text=text)))["actor"].tolist()
        ) == silent

    @pytest.mark.parametrize("text, words, shares", [
        ("Ms. Dahl condemned the attack on the harbour. Mr. Ito said it was a mistake.", [4, 0], [1.0, 0.0]),
        ("Mr. Ito urged his allies to sign. Mr. Ito said it was a mistake.", [4], [1.0]),
        ("Ms. Dahl condemned the attack on the harbour.", [0], [0.0]),
    ])  # fmt: skip
    def test_an_act_has_no_words(self, text, words, shares):
        table = sources(as_story(Article(id="a", text=text)))
        assert table["words"].tolist() == words
        assert table["share"].tolist() == shares
        assert (table["quoted_words"] <= table["words"]).all()

    @pytest.mark.parametrize("text", [
        "They are here. He said that talks go on.", "He said that talks go on, and she said that they ended.",
        "It rained. Talks go on, they said.",
    ])  # fmt: skip
    def test_a_pronoun_is_no_name(self, text):
        table = sources(as_story(Article(id="a", text=text)))
        assert table[["speaker", "source_types"]].values.tolist() == [["nobody named", "none"]]

    def test_corrected_attributions_are_counted_instead(self):
        story = as_story(articles(DAHL))
        said = attributions(story)
        story.correct(attributions=said[said["cue_text"] == "insisted"])
        assert sources(story)["actor"].tolist() == ["Bo Dahl"]


PIECES = st.sampled_from([
    "Ann Lee", "Mr. Lee", "Lee", "Bob Lee", "Kim", "Foreign Minister", "Ministry of Fish", "the ministry", "the North", "North Korea", "Seoul",
    "in Oslo", "said that", "U.S.", "’s", "(ABC)", "A Big Cat", ". ", ", ", '"', "“It is”", "\n\n", "talks", "The", "Norwegian", "NATO",
])  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=25).map(" ".join).filter(str.strip)


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_mentions_point_at_the_printed_text_and_do_not_overlap(texts):
    story = articles(*texts)
    for article, rows in mentions(as_story(story)).groupby("article"):
        text = next(one.text for one in story if one.id == article)
        assert [text[a:b] for a, b in zip(rows["start"], rows["end"], strict=True)] == rows[
            "text"
        ].tolist()
        assert (rows["end"].iloc[:-1].to_numpy() <= rows["start"].iloc[1:].to_numpy()).all()
        assert (rows["start"] < rows["end"]).all()


@settings(max_examples=30)
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_shares_of_an_article_sum_to_one_where_anybody_speaks(texts):
    table = sources(as_story(articles(*texts)))
    spoken = table.groupby("article")[["share", "words"]].sum().query("words > 0")
    assert spoken["share"].tolist() == pytest.approx([1] * len(spoken))
    assert (table["attributions"] == table["direct"] + table["mixed"] + table["indirect"]).all()


@settings(max_examples=30)
@given(st.lists(TEXTS, min_size=2, max_size=2))
def test_the_order_of_the_articles_does_not_change_who_is_one(texts):
    story = articles(*texts)
    forth, back = (
        mentions(as_story(order)).sort_values(["article", "start"], ignore_index=True)
        for order in (story, story[::-1])
    )
    assert forth.equals(back)


def test_titles_are_of_known_kinds():
    assert all(titles(kind) for kind in ("courtesy", "office", "doubtful", "position", "role"))
    assert not titles("office") & titles("role")


@pytest.mark.parametrize("text, silent", [
    ("Nancy Webb and Vincent Orr said it was late. Ned Marsh listened.", ["Ned Marsh"]),
    ("Joe Webb won. Webb's attorney, Anna Orr, said it was late.", ["Joe Webb"]),
    ("Ned Marsh met Anna Orr. “It is late,” she said.", ["Ned Marsh"]),
    ("Ned Marsh met Bert Orr in May. Then it rained. Nora Webb left. “It is late,” she said.", ["Ned Marsh", "Bert Orr"]),
    ("Anna Orr left. The Oakes administration fell. On Twitter, many were glad.", ["Anna Orr"]),
])  # fmt: skip
def test_who_never_speaks(text, silent):
    table = absent(as_story(Article(id="a", text=text))).query("kind == 'person'")
    assert sorted(table["actor"]) == sorted(silent)
