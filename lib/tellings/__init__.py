"""One event, told by several newsrooms: how each frames it, which words it leans on, whom it quotes, what it leaves out.

>>> from tellings import read_story, attributions
>>> story = read_story("seeds")
>>> attributions(story)["source_text"].iloc[0]
'officials'
"""

from importlib import import_module
from typing import TYPE_CHECKING

from tellings.actors import mentions, naming
from tellings.articles import Article, Story, StoryError, read_story
from tellings.codebooks import Codebook, CodebookError, Frame, read_codebook
from tellings.coding import CodesError, code_units, coding_sheet, read_codes
from tellings.compare import coverage, order, overview
from tellings.exercises import check
from tellings.frames import code_frames
from tellings.layers import overlay
from tellings.quotes import (
    AttributionError,
    attributions,
    measured_accuracy,
    quotations,
    read_attributions,
    spans,
    voices,
    write_attributions,
)
from tellings.reader import evidence_table, show, side_by_side
from tellings.sources import absent, sources, speaking
from tellings.tokens import sentences, tokens

if TYPE_CHECKING:
    from tellings.agreement import dictionary_accuracy, disagreements, fold_items, reliability
    from tellings.alignment import align, told_alone
    from tellings.concordance import collocations, key_phrases, kwic
    from tellings.factual import compare_facts, facts
    from tellings.figures import draw
    from tellings.hedging import hedges
    from tellings.keywords import keyness, keyness_by_chance
    from tellings.reuse import reused, shared_wording
    from tellings.scores import frame_differences, frame_scores
    from tellings.spread import dispersion
    from tellings.terms import counts
    from tellings.vocabulary import diversity

__version__ = "0.1.0"
# Fetched when first used: matplotlib, NLTK and scipy.stats take seconds to import, and most uses need none of them.
_LATER = {
    name: module
    for module, names in {
        "agreement": "dictionary_accuracy disagreements fold_items reliability",
        "alignment": "align told_alone",
        "concordance": "collocations key_phrases kwic",
        "factual": "compare_facts facts",
        "figures": "draw",
        "hedging": "hedges",
        "keywords": "keyness keyness_by_chance",
        "reuse": "reused shared_wording",
        "scores": "frame_differences frame_scores",
        "spread": "dispersion",
        "terms": "counts",
        "vocabulary": "diversity",
    }.items()
    for name in names.split()
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module 'tellings' has no attribute {name!r}")
    return getattr(import_module(f"tellings.{_LATER[name]}"), name)


__all__ = [
    "Article",
    "AttributionError",
    "Codebook",
    "CodebookError",
    "CodesError",
    "Frame",
    "Story",
    "StoryError",
    "absent",
    "align",
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
    "read_attributions",
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
    "write_attributions",
]
