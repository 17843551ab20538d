"""Every figure, table and view of the lessons on stories that hold little: a sentence, never a failure."""

import io

import matplotlib.image
import pytest

import tellings as tl
from stories import plots
from tellings import Article
from tellings.articles.article import Section
from tellings.framing.codebook import Frame

BODY = (
    "Mayor Ann Lee said that the harbour will open in March. Talks on cooperation failed.\n\n"
    "“We shall not pay,” said Bo Dahl."
)
TOPICS = "seeds/topics.toml"


def headline(key, text, outlet=None):
    """An article without a body."""
    return Article(id=key, text=text, outlet=outlet, sections=(Section("headline", 0, len(text)),))


ODD = {
    "one article without a body": [headline("a", "Talks begin")],
    "one article without a word": [Article(id="a", text="")],
    "without a body, and another": [headline("a", "Talks", "P"), Article(id="b", text=BODY, outlet="Q")],
    "one, and another without a body": [Article(id="b", text=BODY, outlet="Q"), headline("c", "Talks", "P")],
    "two without a body": [Article(id="a", text=""), headline("b", "X")],
    "three, one without a body": [Article(id="a", text="", outlet="P"), Article(id="b", text=BODY), Article(id="c", text=BODY)],
    "one article": [Article(id="a", text=BODY)],
    "one word": [Article(id="a", text="Rain.")],
    "signs only": [Article(id="a", text="... !!!"), Article(id="b", text="– – –")],
    "function words only": [Article(id="a", text="It is."), Article(id="b", text="And so on.")],
    "two articles of one outlet": [Article(id="a", text=BODY, outlet="P"), Article(id="b", text=BODY, outlet="P")],
    "no hit, nobody speaks": [Article(id="a", text="The cat sat."), Article(id="b", text="The dog lay.")],
    "names that begin with _": [Article(id="a", text=BODY, outlet="_x"), Article(id="b", text=f"{BODY} It rained.", outlet="_y")],
    "names without end": [Article(id="a", text=BODY, outlet="W" * 90), Article(id="b", text=BODY, outlet="word " * 30)],
    "names that nobody sees": [Article(id="a", text=BODY, outlet=" "), Article(id="b", text=BODY, outlet="\u200b")],
}  # fmt: skip
PLOTS = plots(TOPICS, ["talks", "zebra"])
TABLES = {
    "removed": lambda story: story.removed(),
    "facts of each article": lambda story: (
        story.table().set_index("outlet").T.rename_axis("fact").reset_index()
    ),
    "report": lambda story: story.report,
    "tokens": tl.tokens,
    "quotations": tl.quotations,
    "hits": lambda story: tl.code_frames(story, "defence_talks"),
    "differences": lambda story: tl.frame_differences(story, "defence_talks"),
    "scores": lambda story: tl.frame_scores(story, "defence_talks"),
    "scores by section": lambda story: tl.frame_scores(story, "defence_talks", by="section"),
    "codes": lambda story: tl.code_units(story, "defence_talks"),
    "voices": tl.code_voices,
    "spans": lambda story: tl.span_agreement(
        story, {"A": tl.quotations(story), "B": tl.mentions(story)}
    ),
    "events": tl.group_events,
    "habits": lambda story: tl.outlet_habits(story, "defence_talks"),
    "counts": tl.counts,
    "ways": tl.ways_of_counting,
    "lines": lambda story: tl.kwic(story, "talks"),
    "no lines": lambda story: tl.kwic(story, []),
    "phrases": tl.key_phrases,
    "diversity": tl.diversity,
    "attributions": tl.attributions,
    "sources": tl.sources,
    "absent": tl.absent,
    "errors": lambda story: tl.voices_with_errors(story, times=20),
    "pairs": tl.align,
    "facts": tl.compare_facts,
    "coverage": lambda story: tl.coverage(story, TOPICS),
    "order": lambda story: tl.order(story, TOPICS),
    "hedges": tl.hedges,
    "naming": tl.naming,
    "mentions": tl.mentions,
    "shared wording": tl.shared_wording,
    "reused": tl.reused,
}


@pytest.fixture(scope="module", params=ODD)
def story(request):
    return tl.Story(ODD[request.param])


@pytest.mark.parametrize("plot", PLOTS)
def test_a_figure_is_drawn_or_says_why_not(plot, story, tmp_path, monkeypatch):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    drawn = PLOTS[plot](story)
    assert drawn.title.endswith(".")
    assert "nan" not in f"{drawn.title} {drawn.alternative_text}".casefold().split()
    assert len(drawn.title.split()) >= 4
    assert len(list(tmp_path.iterdir())) == 4


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_shown_with_its_columns(table, story):
    made = TABLES[table](story)
    view = tl.show(made)
    assert view.html.count("<th ") >= 1
    assert len(made) or "nothing of this kind" in repr(view)


def test_the_reading_views_are_shown(story):
    said = tl.spans(tl.attributions(story), "content")
    for view in (tl.read(story), tl.read(story, said, "source_text")):
        assert all(one.name in repr(view) for one in story)
    hits = tl.code_frames(story, TOPICS)
    assert tl.evidence_table(story, hits, "frame", caption="Topics.").html
    overview = tl.overview(story, TOPICS)
    assert tl.evidence_table(story, overview, "question", inside="answer", caption="All.").html


def test_words_are_compared_where_there_are_two_outlets_with_words():
    assert tl.keyness(tl.Story(ODD["one article"]), by="outlet").empty
    with pytest.raises(ValueError, match=r"no words in P: .* leave out"):
        tl.keyness(tl.Story(ODD["without a body, and another"]), by="outlet")


@pytest.mark.parametrize("articles, headings", [
    ([("a", None), ("b", None)], ["fact", "a", "b"]),
    ([("a", "Daily"), ("b", "Daily")], ["fact", "Daily (1)", "Daily (2)"]),
    ([("a", "Daily"), ("b", None), ("c", "Daily")], ["fact", "Daily (1)", "b", "Daily (2)"]),
])  # fmt: skip
def test_articles_side_by_side_are_named_by_what_tells_them_apart(articles, headings):
    told = tl.Story(Article(id=key, text="They met.", outlet=outlet) for key, outlet in articles)
    view = tl.show(TABLES["facts of each article"](told))
    cells = view.html.split('<th scope="col"')[1:]
    assert [cell.partition(">")[2].partition("<")[0] for cell in cells] == headings


TOPIC = tl.Codebook("t", "", (Frame("rains", terms=("rain",)), Frame("ships", terms=("ship*",))))  # fmt: skip
LISTS = tl.Codebook("l", "", (Frame("rain and snow", terms=("rain",)), Frame("ships", terms=("ship*",)), Frame("sun", terms=("sun",)), Frame("other")))  # fmt: skip
RAIN, SHIPS = "Rain fell.", "Ships left. More rain."
MET = "The two ministers met in Seoul on Monday."


@pytest.mark.parametrize("plot, texts, title", [
    (lambda s: tl.plot_order(s, TOPIC), {"P": RAIN, "Q": SHIPS}, "P comes to rains at the beginning, Q after 75% of its words."),
    (lambda s: tl.plot_order(s, TOPIC), {"P": SHIPS}, "P comes to ships first."),
    (lambda s: tl.plot_order(s, TOPIC), {"P": RAIN, "Q": "A ship."}, "No topic is in more than one outlet."),
    (lambda s: tl.plot_coverage(s, TOPIC), {"P": RAIN, "Q": SHIPS}, "Of 2 topics, 1 is only in Q."),
    (lambda s: tl.plot_coverage(s, TOPIC), {"P": RAIN}, "Of 2 topics, 1 is in this article."),
    (lambda s: tl.plot_coverage(s, TOPIC), {"P": SHIPS}, "All 2 topics are in this article."),
    (lambda s: tl.plot_coverage(s, TOPIC), {"P": "Sun."}, "Of 2 topics, none is in this article."),
    (lambda s: tl.plot_frame_voices(s, TOPIC), {"P": RAIN, "Q": SHIPS}, "The newsroom itself says 1 of 1 frame word in P and 2 of 2 in Q."),
    (lambda s: tl.plot_frame_voices(s, TOPIC), {"P": "Sun."}, "No frame has a hit, in the newsroom's own words or in those of others."),
    (lambda s: tl.plot_frames(s, TOPIC), {"P": "Sun."}, "No frame touches any sentence."),
    (lambda s: tl.plot_coverage(s, LISTS), {"P": SHIPS + " Sun.", "Q": "Sun."}, "Of 3 topics, 2 are only in P."),
    (lambda s: tl.plot_coverage(s, LISTS), {"P": SHIPS + " Sun."}, "All 3 topics are in this article."),
    (lambda s: tl.plot_frames(s, TOPIC), {"P": "Rain fell. " * 40, "Q": "Ships left. " * 40}, "The outlets differ in rains (P more than Q) and ships (P less than Q)."),
    (lambda s: tl.plot_frames(s, TOPIC), {"P": "Rain fell. " * 40, "Q": "Sun. " * 40, "R": "Sun. " * 40}, "The outlets differ in rains (P more than Q and P more than R)."),
    (lambda s: tl.plot_frames(s, TOPIC), {"P": "Rain fell. " * 40, "Q": "Sun. " * 40, "R": "Sun. " * 40, "S": "Sun. " * 40}, "The outlets differ in rains (3 pairs of outlets)."),
    (lambda s: tl.plot_frame_voices(s, TOPIC), {"P": RAIN, "Q": SHIPS, "R": "“Rain fell,” Ms. Lee said.", "S": SHIPS, "T": "Sun."}, "The newsroom itself says from 0 of 1 frame word in R to 2 of 2 in S; T has none."),
    (tl.plot_pairs, {"P": MET, "Q": MET, "R": MET}, "P has 1 pair of paragraphs with Q and 1 with R."),
    (tl.plot_pairs, {"P": MET, "Q": MET, "R": "Sun."}, "P has 1 pair of paragraphs with Q and none with R."),
    (tl.plot_pairs, {"P": MET, "Q": "Sun.", "R": MET}, "P has no pair of paragraphs with Q and 1 with R."),
    (tl.plot_pairs, {"P": MET, "Q": "Sun.", "R": "Hail."}, "No paragraph of P has a partner in the 2 articles beside it."),
    (tl.plot_pairs, {"P": MET, "Q": "Sun."}, "No pair of paragraphs tells the same; 2 paragraphs have no partner."),
    (tl.plot_words, {"P": "Rain " * 40, "Q": "Hail " * 30}, "Of the 2 most common content words, the intervals lie apart for “rain” and “hail”."),
    (tl.plot_words, {"P": "Rain and hail.", "Q": "Rain."}, "We cannot tell: the intervals of the 2 most common content words overlap."),
    (lambda s: tl.plot_places(s, ["rain", "hail"]), {"P": RAIN, "Q": RAIN}, "We find “hail” nowhere."),
    (tl.plot_keyness, {"P": RAIN, "Q": RAIN}, "We cannot tell: none of 2 words looks different, and chance alone would bring none."),
    (tl.plot_keyness, {"P": "Rain fell. " * 30, "Q": "Ships left. " * 9}, "4 of 4 words look different, and chance alone would bring none; we can be sure of “left”, “ships”, “fell” and “rain”."),
    (tl.plot_vocabularies, {"P": "Rain fell.", "Q": "Rain stopped. Rain. Rain came. It came."}, "Of 4 content words, 1 is in both outlets and 3 are in one only; 2 of these occur only once."),
    (tl.plot_vocabularies, {"P": RAIN, "Q": "Hail."}, "Of 3 content words, none is in both outlets and 3 are in one only; all of these occur only once."),
    (tl.plot_vocabularies, {"P": RAIN, "Q": RAIN}, "Of 2 content words, 2 are in both outlets."),
    (tl.plot_vocabularies, {"P": RAIN, "Q": RAIN, "R": "Rain and hail."}, "Of 3 content words, 1 is in all 3 outlets and 1 is in one only; 1 of these occurs only once."),
    (tl.plot_words, {"P": "Rain and rain."}, "The content words used most often: “rain”."),
    (tl.plot_words, {"P": "Rain.", "Q": "Rain, rain."}, "For the one content word, the intervals overlap."),
    (tl.plot_pairs, {"P": "The two ministers met in Seoul on Monday.", "Q": "The two ministers met in Seoul on Monday."}, "1 pair of paragraphs tells the same; 0 paragraphs have no partner."),
    (lambda s: tl.plot_places(s, ["rain"]), {"P": RAIN}, "Every word we followed occurs in the article."),
    (lambda s: tl.plot_places(s, ["rain"]), {"P": RAIN, "Q": RAIN}, "Every word we followed occurs in several articles."),
])  # fmt: skip
def test_the_finding_is_a_sentence_whatever_the_number(plot, texts, title, tmp_path, monkeypatch):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    assert plot(tl.Story.of(**texts)).title == title


@pytest.mark.parametrize("plot, texts, said", [
    (lambda s: tl.plot_order(s, TOPIC), {"P": SHIPS, "Q": SHIPS}, "Each column is an outlet"),
    (lambda s: tl.plot_order(s, TOPIC), {"P": SHIPS, "Q": SHIPS, "R": "Sun."}, "Each column is an outlet"),
    (lambda s: tl.plot_order(s, TOPIC), {"P": SHIPS, "Q": SHIPS, "R": RAIN}, "Each panel is a topic"),
    (tl.plot_keyness, {"P": SHIPS, "Q": RAIN, "R": RAIN}, "counts so uneven between an outlet and all others would be rare"),
])  # fmt: skip
def test_the_caption_tells_of_the_chart_that_is_drawn(plot, texts, said, tmp_path, monkeypatch):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    assert said in plot(tl.Story.of(**texts)).caption


def test_a_word_that_two_articles_differ_in_does_not_press_the_points_together(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    little = "It was what it was, and it is what it is. " * 9
    texts = ["Rain fell on the bridge. " + little, "Hail. " * 9 + little]
    one = tl.Story(tl.Article(id=str(at), text=text, outlet="P") for at, text in enumerate(texts))
    assert tl.plot_words(one).caption.endswith("An interval that reaches the edge goes on.")
    assert tl.plot_words(tl.Story.of(P=texts[0])).caption.endswith("95% interval.")


def test_an_outlet_that_never_uses_a_common_word_is_drawn_at_0(tmp_path, monkeypatch):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    data = tl.plot_words(tl.Story.of(P="Rain fell. Rain.", Q="Sun.")).data
    none = data[(data["outlet"] == "Q") & (data["word"] == "rain")]
    assert none[["count", "of", "per_1000", "low"]].values.tolist() == [[0, 1, 0.0, 0.0]]
    assert 500 < none["high"].iloc[0] < 1000  # Wilson's bound of 0 in 1


WORDS = "mayor harbour bridge council rain ship fish mill wage north mine storm market union treaty island trade step".split()
LARGE = tl.Codebook("large", "", tuple(Frame(f"{word} {at}", terms=(word,)) for word in WORDS for at in range(5)))  # fmt: skip
BY_HAND = tl.Codebook("by hand", "", (Frame("war", items=("Is there a war?",)),))
ONE_FRAME = tl.Codebook("one", "", (Frame("rain", terms=("rain",)),))
WITH_BOOK = [tl.plot_frames, tl.plot_frame_voices, tl.plot_coverage, tl.plot_order]


@pytest.mark.parametrize("book", [LARGE, BY_HAND, ONE_FRAME], ids=lambda book: book.name)
@pytest.mark.parametrize("outlets", [1, 12])
@pytest.mark.parametrize("plot", WITH_BOOK)
def test_a_codebook_of_any_size_can_be_drawn(plot, outlets, book, tmp_path, monkeypatch):
    monkeypatch.setenv("TELLINGS_FIGURES", str(tmp_path))
    text = " ".join(f"The {word} is here." for word in WORDS)
    told = tl.Story(Article(id=f"{at:02}", text=text, outlet=f"Post {at}") for at in range(outlets))
    drawn = plot(told, book)
    height, width, _ = matplotlib.image.imread(io.BytesIO(drawn.png)).shape
    assert max(height, width) <= 3000
    if book is LARGE:
        svg = next(tmp_path.glob("*.svg")).read_text(encoding="utf-8")
        assert "left out" in svg
