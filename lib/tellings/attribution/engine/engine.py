"""Who says what in a text: the learned weights, and the function that uses them."""

import re
from dataclasses import fields
from functools import lru_cache
from pathlib import Path

import numpy as np

from tellings.attribution.engine.blocks import Block, Cues, Decoded, build_block, tokenize
from tellings.attribution.engine.chains import Chain, pack, unpack
from tellings.attribution.engine.choosing import Seen, choose
from tellings.attribution.engine.corrections import (
    carry_over_paragraphs,
    closing_tags,
    quote_after_colon,
    separate,
    settle_rivals,
    without_names,
)
from tellings.attribution.engine.decoding import (
    candidate_cues,
    cue_posterior,
    decode_pairs,
    pair_marginals,
)
from tellings.attribution.engine.extents import whole
from tellings.attribution.engine.features import CUE_TEMPLATES, Templates
from tellings.attribution.engine.forms import Array, Forms, Lexicon
from tellings.attribution.engine.judging import Judge, judge_features
from tellings.attribution.engine.layouts import (
    PROBABILITY,
    added,
    laid_out,
    with_nickname,
    without_datelines,
    without_nicknames,
)
from tellings.attribution.engine.tags import is_said, tagged, without_titles
from tellings.attribution.engine.wording import Found, is_speech, reworded
from tellings.text.splitting import Span


class Engine:
    """The weights, and the word forms met so far."""

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        self.cue = self.chain(arrays, "cue")
        self.pair = self.chain(arrays, "pair")
        self.lexicon = Lexicon(*(self.classes(arrays, name) for name in ("form", "stem", "source")))
        self.judges, source, content = (
            self.networks(arrays, name) for name in ("judge", "source", "content")
        )
        self.choosers = {"source": source[0], "content": content[0]}
        self.forms = Forms(self.lexicon)

    @staticmethod
    def classes(arrays: dict[str, Array], name: str) -> dict[int, int]:
        keys, classes = arrays[f"{name}_keys"], arrays[f"{name}_classes"]
        return dict(zip(keys.tolist(), classes.tolist(), strict=True))

    @staticmethod
    def networks(arrays: dict[str, Array], name: str) -> list[Judge]:
        layers = [arrays[f"{name}_{field.name}"] for field in fields(Judge)]
        return [Judge(*weights) for weights in zip(*layers, strict=True)]

    @staticmethod
    def chain(arrays: dict[str, Array], name: str) -> Chain:
        table, scale, *steps = (
            arrays[f"{name}_{part}"] for part in ("weights", "scale", "begin", "moves", "end")
        )
        return Chain(pack(table), float(scale[0]), *steps)

    def known_forms(self) -> Forms:
        if len(self.forms.rows) > MOST_FORMS:
            self.forms = Forms(self.lexicon)
        return self.forms

    def rows(
        self, text: str, paragraphs: list[tuple[list[Span], list[str]]], opening: bool, least: float
    ) -> list[Found]:
        block = build_block(text, paragraphs, self.known_forms(), opening)
        features, posterior = cue_posterior(block, self.cue)
        cues = without_names(block, candidate_cues(block, posterior, CUE_FLOOR))
        if not len(cues.starts):
            return []
        seen = Seen(block, cues, posterior, *pair_marginals(block, cues, posterior, self.pair))
        decoded = decode_pairs(block, cues, seen.way, seen.marginal)
        choose(seen, decoded, self.choosers)
        judged = judge_features(block, cues, posterior, decoded)
        chance = np.mean([judge.probability(judged) for judge in self.judges], 0)
        chance = settle_rivals(decoded, chance)
        quote_after_colon(block, cues, decoded, chance)
        closing_tags(block, cues, decoded, chance)
        kept = [i for i in np.flatnonzero(chance >= least).tolist() if decoded.content[i]]
        carry_over_paragraphs(block, decoded, kept)
        separate(block, cues, decoded)
        kept = [i for i in kept if decoded.content[i]]
        reasons = self.reasons(block, features, cues, kept)
        return [
            found_at(block, cues, decoded, i, round(float(chance[i]), 4), why)
            for i, why in zip(kept, reasons, strict=True)
        ]

    def reasons(self, block: Block, features: Array, cues: Cues, kept: list[int]) -> list[str]:
        """The cue, and the features that spoke most for its being one."""
        heads = cues.heads[kept]
        weight = unpack(self.cue.table[features[:, heads]], 1, self.cue.scale)[..., :2].max(2)
        best = np.argsort(-weight, 0, kind="stable")[:2].T.tolist()
        return [
            f"cue “{block.forms[head]}”: "
            + "; ".join(explained(block, head, CUE_TEMPLATES[t]) for t in its)
            for head, its in zip(heads.tolist(), best, strict=True)
        ]


IN_WORDS = {
    "low": "the word", "form": "the word", "stem": "its stem", "suf3": "its ending",
    "suf2": "its ending", "pre4": "its beginning", "shape": "its capitals",
    "coarse": "the kind of word", "cuebin": "often a cue", "stembin": "its stem is often a cue",
    "srcbin": "often a source", "qstate": "the quotation marks",
    "qlen": "the quotation's length", "qsides": "quotations in the sentence",
    "strong": "other cues near", "sentpos": "the place in the sentence",
    "subject": "a subject before it", "gap": "the comma before it",
    "before_mark": "the mark behind it", "after_mark": "the mark before it",
    "heading": "a heading",
}  # fmt: skip


def explained(block: Block, head: int, template: str) -> str:
    """A template in words, with the words it looked at: "its stem is often a cue (said)"."""
    out = []
    for part in template.split():
        name, by = Templates.parse(part)
        at = head + by
        word = block.forms[at].strip() if by and 0 <= at < len(block.forms) else ""
        out.append(IN_WORDS[name] + (f" beside it (“{word}”)" if word else ""))
    return " with ".join(dict.fromkeys(out))


def characters(block: Block, spans: list[Span]) -> tuple[Span, ...]:
    return tuple((int(block.starts[a]), int(block.ends[b - 1])) for a, b in spans)


def found_at(
    block: Block, cues: Cues, decoded: Decoded, i: int, probability: float, why: str
) -> Found:
    return Found(
        characters(block, decoded.source[i]),
        characters(block, [(int(cues.starts[i]), int(cues.stops[i]))]),
        characters(block, decoded.content[i]),
        probability,
        why,
    )


def finished(text: str, one: Found) -> Found | None:
    """A row after the rules on its wording; None where nobody speaks."""
    one = tagged(text, reworded(text, one))
    return whole(text, one) if is_said(text, one) else None


MOST_FORMS = 200_000  # words kept in memory, before all are forgotten
CUE_FLOOR = 0.1  # below this nothing is looked at as a cue at all
DEFAULT_PROBABILITY = 0.3
WEIGHTS = Path(__file__).with_name("weights.npz")


@lru_cache(maxsize=1)
def engine() -> Engine:
    return Engine(WEIGHTS)


def find_attributions(
    text: str, paragraphs: list[Span] | None = None, min_probability: float = DEFAULT_PROBABILITY
) -> list[Found]:
    """Who says what in a text, in the order of the cues."""
    if paragraphs is None:
        paragraphs = [m.span() for m in re.finditer(r"[^\n]+", text)]
    model = engine()
    bare, bodies = without_nicknames(text), without_datelines(text, paragraphs)
    blocks = enumerate(tokenize(bare, bodies))
    rows = (one for i, block in blocks for one in model.rows(bare, block, i == 0, min_probability))
    rows = (with_nickname(text, one) for one in rows)
    done = (finished(text, one) for one in rows if is_speech(text, one))
    found = without_titles(text, [one for one in done if one])
    return added(found, laid_out(text, paragraphs) if min_probability <= PROBABILITY else [])
