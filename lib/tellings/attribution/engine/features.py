"""Feature templates: attributes at offsets, hashed to rows of a weight table."""

# The weights were trained with these templates: none may be edited without training anew.

import re
from functools import lru_cache

import numpy as np

from tellings.attribution.engine.blocks import ATTRIBUTES, Chains, shift
from tellings.attribution.engine.forms import Array

ROW_BITS = 17


def multipliers(seed: int, size: int) -> Array:
    """Odd 64-bit numbers from splitmix64, the same everywhere."""
    out, state, mask = [], seed, (1 << 64) - 1
    for _ in range(size):
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        out.append((z ^ (z >> 31)) | 1)
    return np.array(out, np.uint64)


class Templates:
    """Templates, each attributes at offsets ("low coarse+1"), hashed to rows of a weight table."""

    def __init__(self, templates: list[str], names: tuple[str, ...] | list[str], seed: int) -> None:
        parsed = [[self.parse(part) for part in t.split()] for t in templates]
        self.size = len(templates)
        self.columns = sorted({p for t in parsed for p in t})
        self.rows = [(names.index(a), by) for a, by in self.columns]
        slots = max(map(len, parsed))
        numbers = multipliers(seed, self.size * (slots + 1))
        self.salt = numbers[: self.size, None]
        self.slots = []
        for s in range(slots):
            chosen = [i for i, t in enumerate(parsed) if len(t) > s]
            which = [self.columns.index(parsed[i][s]) for i in chosen]
            self.slots.append(
                (
                    np.array(chosen),
                    np.array(which),
                    numbers[[(s + 1) * self.size + i for i in chosen], None],
                )
            )

    @staticmethod
    @lru_cache(maxsize=4096)
    def parse(part: str) -> tuple[str, int]:
        name, sign, by = re.fullmatch(r"(\w+?)(?:([+-])(\d))?", part).groups()
        return name, int(sign + by) if sign else 0

    def hash(self, values: Array) -> Array:
        """One 64-bit number a template and token; its top bits are the row."""
        shifted = np.stack([shift(values[row], by) for row, by in self.rows])
        out = np.repeat(self.salt, values.shape[1], 1)
        for chosen, which, by in self.slots:
            part = shifted[which] * by
            if len(chosen) == self.size:
                out += part
            else:
                out[chosen] += part
        return out


def rows_of(hashed: Array) -> Array:
    return (hashed >> np.uint64(64 - ROW_BITS)).astype(np.int64)


def listed(templates: str) -> list[str]:
    """Templates parted by semicolons: "low; coarse-1 coarse"."""
    return [" ".join(one.split()) for one in templates.split(";")]


CUE_TEMPLATES = listed(
    """
low; form; stem; suf3; suf2; pre4; shape; coarse; low-1; low-2; low-3; low+1; low+2; low+3; stem-1;
stem+1; coarse-1 coarse; coarse coarse+1; coarse-1 coarse+1; coarse-2 coarse-1; coarse+1 coarse+2;
coarse-1 coarse coarse+1; coarse-2 coarse-1 coarse; coarse coarse+1 coarse+2; low-1 low; low low+1;
stem coarse+1; stem coarse-1; stem coarse+1 coarse+2; stem coarse-2 coarse-1;
suf3 coarse+1 coarse+2; suf3 coarse-2 coarse-1; shape-1 shape shape+1; cuebin; stembin;
cuebin coarse-1; cuebin coarse+1; stembin coarse-1 coarse+1; stembin suf2 coarse+1;
cuebin-1 cuebin cuebin+1; srcbin; srcbin-1; srcbin+1; srcbin-1 stembin; srcbin-2 srcbin-1;
qstate qlen; qstate-1 qstate qstate+1; qsides qstate; stembin qsides; cuebin qstate-1 qstate+1;
stem qsides; sentpos; sentpos stembin; strong cuebin; strong stembin suf2; subject stembin;
subject suf2 coarse+1; subject stem; before_mark cuebin; after_mark cuebin; gap stembin;
heading cuebin; heading shape
"""
)
CUE_FEATURES = Templates(CUE_TEMPLATES, ATTRIBUTES, 1)
OUT, CUE_BEGIN, CUE_INSIDE, IN_SOURCE, IN_CONTENT = range(5)
TOKEN_NAMES = (*ATTRIBUTES, "psource", "pcontent", "pcue")
CUE_NAMES = (
    "klow kstem kbin kcoarse knext knext2 kprev kprev2 klast kfirst kquote ksides kplace klen"
).split()
RELATION_NAMES = "side dist sents commas marks others quote mix".split()
ALONE_TEMPLATES = listed(
    """
low; stem; shape; coarse; suf3; low-1; low+1; coarse-1 coarse; coarse coarse+1;
coarse-1 coarse coarse+1; coarse-2 coarse-1; coarse+1 coarse+2; shape-1 shape shape+1; srcbin;
srcbin-1 srcbin srcbin+1; cuebin cuebin-1; cuebin+1 coarse; qstate-1 qstate qstate+1; psource;
pcontent; pcue; psource-1 psource psource+1; pcontent-1 pcontent pcontent+1; psource pcontent pcue;
pcue-1 pcue+1; sentpos; heading; low-1 low; low low+1
"""
)
PAIR_TEMPLATES = listed(
    """
dist; dist qstate; dist coarse; dist shape; dist psource; dist pcontent; dist kcoarse; dist kstem;
dist knext; dist kprev; dist commas others; side low; side coarse coarse-1; side coarse coarse+1;
side shape psource; side psource commas others; side pcontent commas others; side psource sents;
side pcontent sents quote; sents quote qstate; sents commas marks; mix; mix coarse; mix psource;
mix pcontent; side quote kstem; side quote knext; side coarse kstem; side coarse kcoarse knext;
side coarse-1 knext; side kstem psource; side kstem pcontent; side kstem dist;
side klow knext pcontent; side kprev kcoarse psource; side kprev kprev2 psource;
side kprev knext dist; side knext knext2 dist; side klast dist; side kfirst psource;
side kplace dist; side kplace pcontent; side ksides quote dist; side kquote quote pcontent;
side kbin pcontent others; side klen dist; side sentpos commas; side pcue others dist;
side coarse pcue-1 others; side coarse-1 coarse quote; side coarse kbin commas;
side after_mark quote kprev
"""
)


class PairTemplates:
    """Templates over a token, a cue and what lies between; each token and cue is summed once."""

    def __init__(self, templates: list[str], seed: int) -> None:
        numbers = iter(multipliers(seed, 16 * len(templates)))
        self.size = len(templates)
        self.salt = np.array([next(numbers) for _ in templates], np.uint64)[:, None]
        names = {"token": TOKEN_NAMES, "cue": CUE_NAMES, "relation": RELATION_NAMES}
        self.parts: dict[str, list[tuple[int, int, int, np.uint64]]] = {kind: [] for kind in names}
        for i, template in enumerate(templates):
            for part in template.split():
                name, by = Templates.parse(part)
                kind = next(kind for kind, some in names.items() if name in some)
                self.parts[kind].append((i, names[kind].index(name), by, next(numbers)))

    def partial(self, kind: str, values: Array) -> Array:
        out = np.zeros((self.size, values.shape[1]), np.uint64)
        for i, row, by, number in self.parts[kind]:
            out[i] += (shift(values[row], by) if by else values[row]) * number
        return out

    def hash(self, token: Array, cue: Array, relation: Array, way: Chains) -> Array:
        out = self.partial("relation", relation)
        out += (self.partial("token", token) + self.salt)[:, way.token]
        out += self.partial("cue", cue)[:, way.cue]
        return out


ALONE_FEATURES = Templates(ALONE_TEMPLATES, TOKEN_NAMES, 2)
PAIR_FEATURES = PairTemplates(PAIR_TEMPLATES, 3)
