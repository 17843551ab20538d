"""Terms are split as texts are: what a person can copy from an article is found in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories import as_story
from tellings import Article, code_frames, kwic, tokens
from tellings.framing.codebook import Codebook, Frame
from tellings.text.search import TermFinder, parse_term


def hits(text, term):
    return len(kwic(as_story(Article(id="a", text=text)), term))


@pytest.mark.parametrize("text, term, count", [
    ("The shop is open 24/7 now.", "24/7", 1),
    ("The firm cut its R&D budget.", "R&D", 1),
    ("He won Paris–Nice twice.", "Paris–Nice", 1),
    ("A Mi-8 and a C/A-130 flew.", "C/A-130", 1),
    ("The U.K.-led force left.", "U.K.-led", 1),
    ("It lasted from 1914–1918.", "1914–1918", 1),
    ("The North Macedonia–Greece pact.", "North Macedonia–Greece", 1),
    ("Read war/peace novels.", "war/peace", 1),
    ("She wrote to desk@daily.example.", "desk@daily.example", 1),
    ("They said the #Harbour2030 plan failed.", "#Harbour2030", 1),
    ("It cost $5.5m in all.", "$5.5m", 1),
    ("And/or is not a word.", "and/or", 1),
    ("The 24 ships and 7 boats.", "24/7", 0),
    ("US ships left.", "U.S.", 1),
    ("U.S. ships left.", "US", 1),
    ("US ships left.", "us", 0),
    ("They told us so.", "US", 0),
    ("LET US GO HOME", "us", 1),
    ("The U.N. met.", "UN", 1),
    ("The UN’s envoy met.", "U.N.", 1),
    ("The WHO met.", "who", 0),
    ("It fell at 3 a.m. that day. I am here.", "am", 1),
    ("U.S.-led troops", "US-led", 1),
    ("US-led troops", "U.S.-led", 1),
    ("A UN-backed plan.", "U.N.-backed", 1),
    ("A U.N.-backed plan.", "UN-backed", 1),
    ("A UK-based firm.", "U.K.-based", 1),
    ("They told us of the US-led force.", "us", 1),
    ("The Oslo-Bergen line.", "Oslo–Bergen", 1),
    ("The Oslo–Bergen line.", "Oslo-Bergen", 1),
    ("The South Fara–Norway pact.", "South Fara-Norway", 1),
    ("It lasted from 1914-1918.", "1914–1918", 1),
    ("It lasted from 1914–18.", "1914-18", 1),
    ("The Covid–19 wave.", "COVID-19", 0),
    ("The cease fire held.", "cease-fire", 0),
    ("It is written in C++ or C.", "C++", 1),
    ("It is written in C++ or C.", "C", 1),
    ("A C# programmer got an A+ for it.", "C#", 1),
    ("A C# programmer got an A+ for it.", "a+", 1),
    ("LGBTQ+ groups met.", "LGBTQ+", 1),
    ("The 50+ guests of Disney+ left.", "Disney+", 1),
    ("IT staff said it failed.", "IT", 1),
    ("IT staff said it failed.", "it", 1),
    ("The IT’s chief left.", "IT", 1),
    ("STOP IT NOW", "it", 1),
    ("He caught influenza A(H1N1).", "A(H1N1)", 1),
    ("Why? he asked.", "Why?", 1),
])  # fmt: skip
def test_a_term_is_found_as_it_is_printed(text, term, count):
    assert hits(text, term) == count


def test_the_country_is_no_function_word_and_the_pronoun_is():
    table = tokens(as_story(Article(id="a", text="US troops left. They told us so.")))
    stops = table.set_index("text")["stop"]
    assert (stops["US"], stops["us"]) == (False, True)


def test_a_codebook_finds_such_terms_too():
    book = Codebook("a", "", (Frame("talks", terms=("AT&T", "9/11*")),))
    article = Article(id="a", text="AT&T rose after 9/11.")
    assert code_frames(as_story(article), book)["text"].tolist() == ["AT&T", "9/11"]


@pytest.mark.parametrize("term", [
    "econom(y|ic)", "attack.*", "attacks?\\b", r"\battack", "attack[s]", "colou?r", "bans?", "war|peace", "^ban", "ban$", "ban.+", "a{2}", "(?i)ban",
    "attack(s)", r"\d+",
])  # fmt: skip
def test_a_regular_expression_given_as_text_is_refused(term):
    with pytest.raises(ValueError, match=r"regular expression.*re\.compile"):
        hits("The attack on the economy.", term)


@pytest.mark.parametrize("term", ["", " ", "—", "*", "!?", "at*tack", "*ship"])
def test_what_names_no_word_is_refused(term):
    with pytest.raises(ValueError, match=r"names no word|must stand at the end"):
        parse_term(term)


@given(st.text(alphabet="aBé9-–/&.'’ ", min_size=1, max_size=12))
def test_whatever_stands_in_a_text_can_be_looked_up(term):
    try:
        forms = parse_term(term)
    except ValueError:
        return
    assert TermFinder([term]).find(forms)
