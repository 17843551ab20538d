"""One event, told by several newsrooms: how each frames it, which words it leans on, whom it
quotes, what it leaves out.

    import tellings as tl

The articles (lesson 0): Article, read_story, SheetError, Story, StoryError, show, sentences,
    tokens, quotations, overlay, spans, evidence_table, read, write_reader, check.
Framing (lesson 1): Codebook, read_codebook, code_frames, frame_differences,
    frame_scores, plot_frame_voices, plot_frames, code_units, coding_sheet, read_codes,
    dictionary_accuracy, disagreements, reliability, span_agreement.
Term frequency (lesson 2): counts, ways_of_counting, kwic, diversity, keyness,
    key_phrases, plot_keyness, plot_places, plot_vocabularies, plot_words.
Quotation attribution (lesson 3): attributions, attribution_sheet, corrections,
    absent, sources, mentions, naming, plot_accuracy, plot_voices.
Source comparison (lesson 4): align, coverage, order, compare_facts, facts, hedges,
    overview, reused, shared_wording, plot_coverage, plot_order, plot_pairs.
From counts to claims (lesson 5): how_many_to_code, sample_for_coding, code_voices,
    corrected_shares, corrected_differences.
How far to trust it (lesson 6): measured, plot_measured, voices_with_errors.
Many articles (lesson 7): group_events, outlet_habits, plot_habits, habit_counts, split_articles,
    run_many, gathered.

>>> import tellings as tl
>>> story = tl.read_story("seeds")
>>> tl.attributions(story)["source_text"].iloc[0]
'officials'
"""

from importlib import import_module
from typing import TYPE_CHECKING

from tellings.actors.identities import mentions
from tellings.actors.naming import naming
from tellings.articles.article import Article
from tellings.articles.reading import read_story
from tellings.articles.sheets import SheetError
from tellings.articles.story import Story, StoryError
from tellings.attribution.attributions import attributions
from tellings.attribution.corrections import corrections
from tellings.attribution.sheets import attribution_sheet
from tellings.attribution.sources import absent, sources
from tellings.coding.check import check
from tellings.coding.sheets import code_units, coding_sheet, read_codes
from tellings.drawing.tables import show
from tellings.framing.codebook import Codebook, read_codebook
from tellings.framing.dictionary import code_frames
from tellings.text.events import group_events
from tellings.text.layers import overlay, spans
from tellings.text.quotations import quotations
from tellings.text.reading_view import evidence_table, read
from tellings.text.tokens import sentences, tokens

if TYPE_CHECKING:
    from tellings.attribution.figures import plot_accuracy, plot_voices
    from tellings.coding.agreement import dictionary_accuracy, disagreements, reliability
    from tellings.coding.correction import corrected_differences, corrected_shares, how_many_to_code
    from tellings.coding.errors import voices_with_errors
    from tellings.coding.figures import plot_measured
    from tellings.coding.measured import measured
    from tellings.coding.others import code_voices
    from tellings.coding.sampling import sample_for_coding
    from tellings.coding.span_agreement import span_agreement
    from tellings.comparison.alignment import align
    from tellings.comparison.coverage import coverage, order
    from tellings.comparison.facts import compare_facts, facts
    from tellings.comparison.figures import plot_coverage, plot_order, plot_pairs
    from tellings.comparison.hedges import hedges
    from tellings.comparison.overview import overview
    from tellings.comparison.wording import reused, shared_wording
    from tellings.framing.figures import plot_frame_voices, plot_frames
    from tellings.framing.scores import frame_differences, frame_scores
    from tellings.many.figures import plot_habits
    from tellings.many.gathering import gathered
    from tellings.many.habits import habit_counts, outlet_habits
    from tellings.many.running import run_many
    from tellings.many.splitting import split_articles
    from tellings.reading.reader import write_reader
    from tellings.terms.concordance import kwic
    from tellings.terms.counts import counts, ways_of_counting
    from tellings.terms.diversity import diversity
    from tellings.terms.figures import plot_keyness, plot_places, plot_vocabularies, plot_words
    from tellings.terms.keyness import keyness
    from tellings.terms.phrases import key_phrases

__version__ = "0.1.0"
# Fetched when first used: matplotlib, NLTK and SciPy take seconds to import, and most uses need
# none of them.
_LATER = {
    name: module
    for module, names in {
        "attribution.figures": "plot_accuracy plot_voices",
        "coding.agreement": "dictionary_accuracy disagreements reliability",
        "coding.correction": "corrected_differences corrected_shares how_many_to_code",
        "coding.errors": "voices_with_errors",
        "coding.figures": "plot_measured",
        "coding.measured": "measured",
        "coding.others": "code_voices",
        "coding.sampling": "sample_for_coding",
        "coding.span_agreement": "span_agreement",
        "comparison.alignment": "align",
        "comparison.coverage": "coverage order",
        "comparison.facts": "compare_facts facts",
        "comparison.figures": "plot_coverage plot_order plot_pairs",
        "comparison.hedges": "hedges",
        "comparison.overview": "overview",
        "comparison.wording": "reused shared_wording",
        "framing.figures": "plot_frame_voices plot_frames",
        "framing.scores": "frame_differences frame_scores",
        "many.figures": "plot_habits",
        "many.gathering": "gathered",
        "many.habits": "habit_counts outlet_habits",
        "many.running": "run_many",
        "many.splitting": "split_articles",
        "reading.reader": "write_reader",
        "terms.concordance": "kwic",
        "terms.counts": "counts ways_of_counting",
        "terms.diversity": "diversity",
        "terms.figures": "plot_keyness plot_places plot_vocabularies plot_words",
        "terms.keyness": "keyness",
        "terms.phrases": "key_phrases",
    }.items()
    for name in names.split()
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module 'tellings' has no attribute {name!r}")
    return getattr(import_module(f"tellings.{_LATER[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_LATER])


__all__ = [
    "Article",
    "Codebook",
    "SheetError",
    "Story",
    "StoryError",
    "absent",
    "align",
    "attribution_sheet",
    "attributions",
    "check",
    "code_frames",
    "code_units",
    "code_voices",
    "coding_sheet",
    "compare_facts",
    "corrected_differences",
    "corrected_shares",
    "corrections",
    "counts",
    "coverage",
    "dictionary_accuracy",
    "disagreements",
    "diversity",
    "evidence_table",
    "facts",
    "frame_differences",
    "frame_scores",
    "gathered",
    "group_events",
    "habit_counts",
    "hedges",
    "how_many_to_code",
    "key_phrases",
    "keyness",
    "kwic",
    "measured",
    "mentions",
    "naming",
    "order",
    "outlet_habits",
    "overlay",
    "overview",
    "plot_accuracy",
    "plot_coverage",
    "plot_frame_voices",
    "plot_frames",
    "plot_habits",
    "plot_keyness",
    "plot_measured",
    "plot_order",
    "plot_pairs",
    "plot_places",
    "plot_vocabularies",
    "plot_voices",
    "plot_words",
    "quotations",
    "read",
    "read_codebook",
    "read_codes",
    "read_story",
    "reliability",
    "reused",
    "run_many",
    "sample_for_coding",
    "sentences",
    "shared_wording",
    "show",
    "sources",
    "span_agreement",
    "spans",
    "split_articles",
    "tokens",
    "voices_with_errors",
    "ways_of_counting",
    "write_reader",
]
