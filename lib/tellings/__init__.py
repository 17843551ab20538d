"""One event, told by several newsrooms: how each frames it, which words it leans on, whom it
quotes, what it leaves out.

>>> from tellings import read_story, attributions
>>> story = read_story("seeds")
>>> attributions(story)["source_text"].iloc[0]
'officials'
"""

from importlib import import_module
from typing import TYPE_CHECKING

from tellings.actors.identities import mentions, naming
from tellings.articles.article import Article
from tellings.articles.reading import read_story
from tellings.articles.sheets import SheetError
from tellings.articles.story import Story, StoryError
from tellings.attribution.accuracy import measured_accuracy
from tellings.attribution.attributions import attributions
from tellings.attribution.sheets import attribution_sheet
from tellings.attribution.sources import absent, sources, speaking
from tellings.attribution.voices import voices
from tellings.coding.check import check
from tellings.coding.sheets import code_units, coding_sheet, read_codes
from tellings.comparison.coverage import coverage, order
from tellings.comparison.overview import overview
from tellings.drawing.tables import show
from tellings.framing.codebook import Codebook, CodebookError, Frame, read_codebook
from tellings.framing.dictionary import code_frames
from tellings.text.layers import overlay, spans
from tellings.text.quotations import quotations
from tellings.text.reading_view import evidence_table, side_by_side
from tellings.text.tokens import sentences, tokens

if TYPE_CHECKING:
    from tellings.coding.agreement import (
        dictionary_accuracy,
        disagreements,
        fold_items,
        reliability,
    )
    from tellings.comparison.alignment import align
    from tellings.comparison.alone import told_alone
    from tellings.comparison.facts import compare_facts, facts
    from tellings.comparison.hedges import hedges
    from tellings.comparison.wording import reused, shared_wording
    from tellings.drawing.figure import draw
    from tellings.framing.scores import frame_differences, frame_scores
    from tellings.terms.concordance import kwic
    from tellings.terms.counts import counts
    from tellings.terms.dispersion import dispersion
    from tellings.terms.diversity import diversity
    from tellings.terms.keyness import keyness, keyness_by_chance
    from tellings.terms.phrases import collocations, key_phrases

__version__ = "0.1.0"
# Fetched when first used: matplotlib, NLTK and scipy.stats take seconds to import, and most uses
# need none of them.
_LATER = {
    name: module
    for module, names in {
        "coding.agreement": "dictionary_accuracy disagreements fold_items reliability",
        "comparison.alignment": "align",
        "comparison.alone": "told_alone",
        "comparison.facts": "compare_facts facts",
        "comparison.hedges": "hedges",
        "comparison.wording": "reused shared_wording",
        "drawing.figure": "draw",
        "framing.scores": "frame_differences frame_scores",
        "terms.concordance": "kwic",
        "terms.counts": "counts",
        "terms.dispersion": "dispersion",
        "terms.diversity": "diversity",
        "terms.keyness": "keyness keyness_by_chance",
        "terms.phrases": "collocations key_phrases",
    }.items()
    for name in names.split()
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module 'tellings' has no attribute {name!r}")
    return getattr(import_module(f"tellings.{_LATER[name]}"), name)


__all__ = [
    "Article",
    "Codebook",
    "CodebookError",
    "Frame",
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
    "coding_sheet",
    "collocations",
    "compare_facts",
    "counts",
    "coverage",
    "dictionary_accuracy",
    "disagreements",
    "dispersion",
    "diversity",
    "draw",
    "evidence_table",
    "facts",
    "fold_items",
    "frame_differences",
    "frame_scores",
    "hedges",
    "key_phrases",
    "keyness",
    "keyness_by_chance",
    "kwic",
    "measured_accuracy",
    "mentions",
    "naming",
    "order",
    "overlay",
    "overview",
    "quotations",
    "read_codebook",
    "read_codes",
    "read_story",
    "reliability",
    "reused",
    "sentences",
    "shared_wording",
    "show",
    "side_by_side",
    "sources",
    "spans",
    "speaking",
    "tokens",
    "told_alone",
    "voices",
]
