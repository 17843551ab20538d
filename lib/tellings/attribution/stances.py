"""What the verb of an attribution tells of the newsroom's stance; whether only an act is told."""

import re
from collections.abc import Sequence
from functools import lru_cache

from tellings.text.forms import data_lines, verb_forms
from tellings.text.splitting import Span

# How told words begin: "(said) that talks go on", "(asked) whether", a quotation.
_CLAUSE = re.compile(
    r"(?:(?:\w+ )?that|whether|how|why|what|where|when|if|it|he|she|they|we|you|I|there|this|these"
    r"|those)\b|[“\"]",
    re.IGNORECASE,
)
_DOUBLED = frozenset("admit brag slam".split())  # admitted, bragging


@lru_cache(maxsize=1)
def cue_stances() -> dict[str, str]:
    """The stance of every form of every cue verb: neutral, assertive, evaluative or positive.

    That such verbs are a comment is from Caldas-Coulthard (1994); the classes, and which verb is in
    which (data/stances.txt), are our own and not hers.

    >>> [cue_stances()[verb] for verb in ("said", "insists", "admitted", "hailed")]
    ['neutral', 'assertive', 'evaluative', 'positive']
    """
    table: dict[str, str] = {}
    for line in data_lines("stances.txt"):
        stance, verbs = line.split(":")
        for verb in verbs.split():
            table.update(dict.fromkeys(_inflect(verb), stance))
    return table | {form: table[verb] for form, verb in verb_forms().items() if verb in table}


def _inflect(verb: str) -> set[str]:
    if verb.endswith("e"):
        forms = {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        forms = {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    else:
        third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
        forms = {verb, third, verb + "ed", verb + "ing"}
    double = verb + verb[-1]
    return forms | {double + "ed", double + "ing"} if verb in _DOUBLED else forms


def stance_of(cue: str) -> str:
    """Of the cue's words, the first that has a stance."""
    return next((stance for word in cue.lower().split() if (stance := cue_stances().get(word))), "")


def is_act(
    text: str, kind: str, cue: Sequence[Span], source: Sequence[Span], content: Sequence[Span]
) -> bool:
    """Whether an attribution tells only of an act of speech: "refused to condemn the attack".

    Leech & Short (1981), Style in Fiction, call these narrative reports of speech acts. Taken for
    one is paraphrase whose verb is not one of plain saying, and that goes on with a thing or an
    act, neither with a clause nor with a quotation.

    >>> is_act("Ms. Lee condemned the attack.", "indirect", [(8, 17)], [(0, 7)], [(18, 28)])
    True
    """
    return (
        kind == "indirect"
        and bool(cue and content)
        and stance_of(" ".join(text[a:b] for a, b in cue)) != "neutral"
        and (not source or source[0][0] < cue[0][0])
        and cue[0][0] < content[0][0]
        and not _CLAUSE.match(text, content[0][0])
    )
