"""Readable rules after the weights: whole quotations, whole sentences, one row for rival cues."""

from bisect import bisect_left
from collections import defaultdict

import numpy as np

from tellings.attribution.engine.blocks import Block, Cues, Decoded, quote_numbers
from tellings.attribution.engine.forms import OFTEN_A_CUE, Array
from tellings.text.quotations import MARKS
from tellings.text.splitting import Span

LIKELY = 0.5
BESIDE = 0.15  # for a cue right beside a quotation, in its sentence
NAMING = frozenset("known nicknamed dubbed named called calling calls titled".split())
LONGEST_NAME = 7  # tokens of a name in marks, with these
RIVALS = 5  # cues to either side that may claim the same content
SAME_CONTENT = 0.4  # shared tokens by all tokens of two contents, from which on they are one


def without_names(block: Block, cues: Cues) -> Cues:
    """Without the cues that only tell a name, where somebody of that name speaks.

    A man known as "Dusty" said, a group calling itself "Clean Rivers" said.
    """
    ends = {b: a for a, b in block.quotes if b - a <= LONGEST_NAME}
    likely = cues.starts[cues.probability >= BESIDE].tolist()
    begins = {ends[end] for at in likely for end in (at, at - 1, at - 2) if end in ends}
    naming = [
        any(form.lower() in NAMING for form in block.forms[a:b])
        and not begins.isdisjoint((b, b + 1, b + 2))
        for a, b in zip(cues.starts.tolist(), cues.stops.tolist(), strict=True)
    ]
    return cues.only(~np.array(naming, bool))


def settle_rivals(decoded: Decoded, chance: Array) -> Array:
    """Of neighbours with much the same content the likeliest takes the others' chances."""
    out, gone = chance.tolist(), set()
    for i in np.argsort(-chance, kind="stable").tolist():
        if i in gone or not decoded.content[i]:
            continue
        for j in range(max(0, i - RIVALS), min(len(out), i + RIVALS + 1)):
            weaker = (chance[j], -j) < (chance[i], -i) and j not in gone
            if weaker and likeness(decoded.content[i], decoded.content[j]) >= SAME_CONTENT:
                gone.add(j)
                out[i], out[j] = min(0.99, out[i] + out[j]), 0.0
                decoded.source[i] = decoded.source[i] or outside(
                    decoded.source[j], decoded.content[i]
                )
    return np.array(out)


def separate(block: Block, cues: Cues, decoded: Decoded) -> None:
    """No token in two roles: the cue's first, then the content's, without the comma behind it."""
    for i, (start, stop) in enumerate(zip(cues.starts.tolist(), cues.stops.tolist(), strict=True)):
        content = without(decoded.content[i], [(start, stop)])
        decoded.content[i] = [trimmed(block, span) for span in content]
        decoded.source[i] = without(decoded.source[i], [(start, stop), *decoded.content[i]])


def trimmed(block: Block, span: Span) -> Span:
    first, last = span
    state = block.columns["qstate"]
    while last - first > 1 and block.forms[last - 1] in STOPS and not state[last - 1]:
        last -= 1
    return first, last


def without(spans: list[Span], taken: list[Span]) -> list[Span]:
    for c, d in taken:
        if any(a < d and c < b for a, b in spans):
            spans = [(x, y) for a, b in spans for x, y in ((a, min(b, c)), (max(a, d), b)) if x < y]
    return spans


def carry_over_paragraphs(block: Block, decoded: Decoded, kept: list[int]) -> None:
    """A quotation that a paragraph leaves open and the next one opens again belongs to one row."""
    links = reopened(block)
    claimed = {a for i in kept for a, _ in decoded.content[i]}
    for i in kept:
        for step in (-1, 1):
            at = next(
                (k for a, _ in decoded.content[i] if (k := links.get((a, step))) is not None), None
            )
            while at is not None and block.quotes[at][0] not in claimed:
                span = block.quotes[at]
                claimed.add(span[0])
                decoded.content[i] = sorted([*decoded.content[i], span])
                at = links.get((span[0], step))


def quote_after_colon(block: Block, cues: Cues, decoded: Decoded, chance: Array) -> None:
    """After a paragraph that ends "he continued:", the content is the next one's quotation."""
    begins = {a: (a, b) for a, b in block.quotes}
    likely = np.flatnonzero(chance >= COLON_PROBABILITY / 2).tolist()
    claimed = {a for i in likely for a, _ in decoded.content[i]}
    for (first, last), (after, _) in zip(
        block.paragraph_bounds, block.paragraph_bounds[1:], strict=False
    ):
        if block.forms[last - 1] != ":" or after not in begins or after in claimed:
            continue
        its = [
            i
            for i in range(*np.searchsorted(cues.starts, (first, last)).tolist())
            if cues.probability[i] >= COLON_CUE
        ]
        if its and chance[its[-1]] < COLON_PROBABILITY:
            decoded.content[its[-1]], chance[its[-1]] = [begins[after]], COLON_PROBABILITY


def closing_tags(block: Block, cues: Cues, decoded: Decoded, chance: Array) -> None:
    """In "The bank will close, the Daily reported earlier.", all before the comma is said.

    So is a quotation with a cue right behind it, and a source behind that: “No,” said Orr.
    """
    known = block.columns["cuebin"][cues.heads] >= OFTEN_A_CUE
    quotes = set(block.quotes)
    for i in np.flatnonzero(chance < TAG_PROBABILITY).tolist():
        content, source = decoded.content[i], decoded.source[i]
        cue = int(cues.starts[i]), int(cues.stops[i])
        if source and source[0][0] == cue[1]:
            quoted = any(span in quotes and span[1] == cue[0] for span in content)
            chance[i] = max(chance[i], QUOTED_TAG_PROBABILITY * quoted)
        before = before_tag(block, source, cue) if known[i] else None
        when = (cue[1], cue[1] + 1)
        if before and content == [when] and block.forms[when[0]] in WHEN:
            content = [before]
        if before and content in ([before], [(before[0], before[1] + 1)]):
            decoded.content[i], chance[i] = [before], TAG_PROBABILITY


def before_tag(block: Block, source: list[Span], cue: Span) -> Span | None:
    """All of a sentence up to a comma, source and cue, where one word at most is behind them."""
    first, last = np.searchsorted(block.sentence, block.sentence[cue[0]] + np.array([0, 1]))
    comma = source[0][0] - 1 if source else -1
    ends = comma > first and 0 <= cue[0] - source[0][1] <= 1 and last - cue[1] <= 3
    plain = ends and not block.columns["qstate"][first:last].any()
    return (int(first), comma) if plain and block.forms[comma] == "," else None


def reopened(block: Block) -> dict[tuple[int, int], int]:
    """From a quotation's first token and a direction to the quotation that it goes on in."""
    ends, out = {b: k for k, (_, b) in enumerate(block.paragraph_bounds)}, {}
    for k, ((a, b), (c, _)) in enumerate(zip(block.quotes, block.quotes[1:], strict=False)):
        paragraph = ends.get(b)
        open_end = paragraph is not None and b - a > 1 and block.forms[b - 1] not in MARKS
        if (
            open_end
            and paragraph + 1 < len(block.paragraph_bounds)
            and c == block.paragraph_bounds[paragraph + 1][0]
        ):
            out[a, 1], out[c, -1] = k + 1, k
    return out


def likeness(mine: list[Span], its: list[Span]) -> float:
    if not its or its[0][0] >= mine[-1][1] or mine[0][0] >= its[-1][1]:
        return 0.0
    shared = sum(max(0, min(b, d) - max(a, c)) for a, b in mine for c, d in its)
    return shared / (sum(b - a for a, b in mine) + sum(b - a for a, b in its) - shared)


def outside(source: list[Span], content: list[Span]) -> list[Span]:
    return [] if any(a < d and c < b for a, b in source for c, d in content) else source


def complete_quotations(block: Block, cues: Cues, decoded: Decoded) -> None:
    """Let content that begins or ends within a quotation go on to its marks."""
    number = quote_numbers(block)
    for i, spans in enumerate(decoded.content):
        if not spans:
            continue
        own = number[cues.starts[i]]
        taken = [(int(cues.starts[i]), int(cues.stops[i])), *decoded.source[i]]
        decoded.content[i] = joined(
            [widened(block, span, number, own, taken) for span in spans], block, taken
        )


def keep_to_sentences(block: Block, cues: Cues, decoded: Decoded) -> None:
    """End content that is not quoted where its sentence ends."""
    state, sentence = block.columns["qstate"], block.sentence
    for spans in decoded.content:
        for k, (a, b) in enumerate(spans):
            if sentence[a] != sentence[b - 1] and not state[a:b].any():
                cut = a + int(np.searchsorted(sentence[a:b], sentence[a], "right"))
                spans[k] = (a, cut)


def take_whole_sentences(block: Block, cues: Cues, decoded: Decoded) -> None:
    """Before a closing ", it said": everything from the beginning of the sentence on."""
    state, sentence = block.columns["qstate"].tolist(), block.sentence
    tags, begins = likely_cues(block, cues), [a for a, _ in block.quotes]
    for cue, spans, source in zip(
        cues.starts.tolist(), decoded.content, decoded.source, strict=True
    ):
        if len(spans) == 2 and spans[1] == (cue + 1, cue + 2) and sentence_ends(block, cue + 2):
            del spans[1]  # “A,” it said earlier: when, and not what
        if len(spans) != 1 or not source or state[cue]:
            continue
        (a, b), start = spans[0], min(cue, source[0][0])
        if b <= start <= b + 2 and block.forms[start - 1] == "," and sentence[a] == sentence[start]:
            first = int(np.searchsorted(sentence, sentence[start]))
            before = block.quotes[bisect_left(begins, first) : bisect_left(begins, a)]
            quoted = any(d <= a for _, d in before)
            tagged = quoted and ((tags >= first) & (tags < a)).any() and state[a] == 2
            if not tagged:  # “A,” X said; “B,” Y said: B alone
                spans[0] = (min(a, first), b)


def sentence_ends(block: Block, token: int) -> bool:
    """Whether nothing but a full stop is left of the sentence."""
    return bool(block.sentence[token] != block.sentence[min(token + 1, len(block.starts) - 1)])


def likely_cues(block: Block, cues: Cues) -> Array:
    """Where likely cues outside quotations begin."""
    return cues.starts[(cues.probability >= LIKELY) & (block.columns["qstate"][cues.starts] == 0)]


def take_next_quotations(block: Block, cues: Cues, decoded: Decoded) -> None:
    """In "A," she said. "B": B too, where no other cue claims it."""
    sentence, state = block.sentence, block.columns["qstate"]
    begins = np.array([a for a, _ in block.quotes] or [0])
    likely = likely_cues(block, cues)
    claimed = np.zeros(len(block.starts), bool)
    for chance, spans in zip(cues.probability.tolist(), decoded.content, strict=True):
        for a, b in spans if chance >= LIKELY else ():
            claimed[a:b] = True
    for at, chance, spans in zip(
        cues.stops.tolist(), cues.probability.tolist(), decoded.content, strict=True
    ):
        quoted = spans and spans[0][0] < at and state[spans[0][0]] == 2
        first = int(np.searchsorted(sentence, sentence[at - 1], "right"))  # of the next sentence
        if chance < LIKELY or not quoted or first not in begins:
            continue
        a, b = block.quotes[int(np.searchsorted(begins, first))]
        end = np.searchsorted(sentence, sentence[b - 1], "right")
        free = not claimed[a:b].any() and not ((likely >= a) & (likely < end)).any()
        if free and block.paragraph[a] == block.paragraph[at]:
            spans.append((a, b))


def give_to_nearest_tags(block: Block, cues: Cues, decoded: Decoded) -> None:
    """In "A," said X. "B," said Y., where both cues claim B: B is Y's.

    So is it where the second cue is less sure ("sighed Y") but stands right beside B.
    """
    claimants = claimants_of(block, cues, decoded)

    def floor(claim: tuple[int, int, int]) -> float:
        return BESIDE if claim[:2] == (0, 0) else LIKELY

    for quote in block.quotes:
        claims = [
            (*tag_distance(block, cues, decoded, i, quote), i)
            for i in claimants[quote]
            if holds(decoded.content[i], quote)
        ]
        sure = [one for one in claims if cues.probability[one[2]] >= floor(one)]
        if len(sure) < 2:
            continue
        nearest, _, owner = min(sure)
        for away, _, i in claims:
            rest = without(decoded.content[i], [quote])
            tag = int(cues.starts[owner]), int(cues.stops[owner])
            nested = holds(decoded.content[i], tag)
            if i == owner:
                continue
            if nested:
                turn = last_turn(block, decoded.content[i], tag[1], int(cues.starts[i]))
                decoded.content[i] = turn
            elif rest or nearest == 0 < away:
                decoded.content[i] = rest


def claimants_of(block: Block, cues: Cues, decoded: Decoded) -> dict[Span, list[int]]:
    """For each quotation, the cues outside quotations whose content holds it."""
    begins, out = [a for a, _ in block.quotes], defaultdict(list)
    for i in np.flatnonzero(block.columns["qstate"][cues.starts] == 0).tolist():
        for a, b in decoded.content[i]:
            within = block.quotes[bisect_left(begins, a) : bisect_left(begins, b)]
            for quote in within:
                if quote[1] <= b and i not in out[quote][-1:]:
                    out[quote].append(i)
    return out


def last_turn(block: Block, content: list[Span], tag: int, cue: int) -> list[Span]:
    """Of “A,” X said, and “B,” Y said. B alone for Y, where B stands between the two tags."""
    turns = [quote for quote in block.quotes if tag <= quote[0] and quote[1] <= cue]
    before = [quote for quote in block.quotes if quote[1] <= tag]
    own = turns and before and holds(content, turns[-1]) and holds(content, before[-1])
    if not own:
        return content
    first = turns[-1][0]
    return [(max(a, first), b) for a, b in content if b > first]


def holds(spans: list[Span], inner: Span) -> bool:
    return any(a <= inner[0] and inner[1] <= b for a, b in spans)


def tag_distance(
    block: Block, cues: Cues, decoded: Decoded, i: int, quote: Span
) -> tuple[int, int]:
    """How many sentences, then tokens, a quotation stands from a cue with its source."""
    start, stop = int(cues.starts[i]), int(cues.stops[i])
    apart = abs(int(block.sentence[quote[0]]) - int(block.sentence[start]))
    tag = [(start, stop), *decoded.source[i]]
    ahead = stop <= quote[0] and block.forms[quote[1] - 2] == ","  # said; “We lost,” Al Thorn said
    return apart, min(max(quote[0] - b, a - quote[1]) for a, b in tag) + 3 * ahead


def widened(block: Block, span: Span, number: Array, own: int, taken: list[Span]) -> Span:
    first, last = span
    if number[first] >= 0 and number[first] != own:
        first = max([block.quotes[number[first]][0], *(b for _, b in taken if b <= first)])
    if number[last - 1] >= 0 and number[last - 1] != own:
        last = min([block.quotes[number[last - 1]][1], *(a for a, _ in taken if a >= last)])
    return first, last


def joined(spans: list[Span], block: Block, taken: list[Span]) -> list[Span]:
    """Touching spans made one, also over a comma or mark; spans without a word left out."""
    out: list[Span] = []
    for a, b in sorted(spans):
        if (
            out
            and a <= out[-1][1] + 1
            and all(
                not block.forms[t][0].isalnum() and not any(c <= t < d for c, d in taken)
                for t in range(out[-1][1], a)
            )
        ):
            out[-1] = (out[-1][0], max(out[-1][1], b))
        else:
            out.append((a, b))
    return [(a, b) for a, b in out if any(w[0].isalnum() for w in block.forms[a:b])]


COLON_CUE, COLON_PROBABILITY = 0.3, 0.7
WHEN = frozenset(
    "earlier later yesterday today tonight recently separately Monday Tuesday Wednesday Thursday"
    " Friday Saturday Sunday".split()
)
QUOTED_TAG_PROBABILITY = 0.5  # lifts 6 rows in 400 training articles, 5 with right content
TAG_PROBABILITY = 0.8  # lifts 18 rows in them, of which 16 are right
STOPS = frozenset(",.;:")
