"""Words, and what is known of each: form, stem, shape, and how often it was a cue in training."""

# The weights were trained with these word lists: none may be edited without training anew.

import re
from collections.abc import Iterable
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from tellings.text.quotations import MARKS, NO_MARK

Array = np.ndarray
DIGIT = re.compile(r"\d")
FUNCTION_WORDS = frozenset(
    """
a an the this that these those some any no every each all both either neither another such what
which who whom whose when where why how whether if because although though while as since until
unless than like and or but nor so yet not n't to of in on at by for with from about against into
over after before between during without under through toward towards among around behind beyond per
via despite within upon up down out off away back i you he she it we they me him her us them my your
his its our their mine himself herself itself themselves who's one be is are was were been being am
's have has had having do does did done will would can could shall should may might must ought there
here then now also just only even still too very more most much many few other own same first last
new next again ever never always yesterday today tomorrow monday tuesday wednesday thursday friday
saturday sunday mr mrs ms dr sen rep gov president that's it's don't didn't i'm he's she's they're
we're according say says said told tell asked
""".split()
)
PRONOUNS = frozenset("i you he she it we they who".split())
ABBREVIATIONS = frozenset(
    """
mr mrs ms dr sen sens rep reps gov govs gen lt col sgt capt rev hon st jr sr vs jan feb mar apr jun
jul aug sep sept oct nov dec no inc corp co ltd prof d.c u.s u.n u.k a.m p.m i.e e.g fla calif pa va
mass conn ariz
""".split()
)
IRREGULAR = {
    form: stem
    for stem, forms in {
        "say": "said says saying", "tell": "told", "think": "thought thinking",
        "write": "wrote written writing", "speak": "spoke spoken", "know": "knew known",
        "see": "saw seen", "find": "found", "feel": "felt", "hold": "held", "swear": "swore sworn",
        "give": "gave given", "make": "made making", "take": "took taken taking", "come": "came",
        "go": "went gone", "show": "shown", "hear": "heard", "seek": "sought", "mean": "meant",
        "foresee": "foresaw foreseen", "foretell": "foretold", "choose": "chose chosen",
        "teach": "taught", "understand": "understood", "withdraw": "withdrew withdrawn",
        "put": "putting", "be": "is are was were been being am", "have": "has had having",
        "get": "got getting", "begin": "began begun", "bring": "brought", "leave": "left",
        "draw": "drew drawn", "forbid": "forbade forbidden", "throw": "threw thrown",
        "overrule": "overruled", "dream": "dreamt", "bet": "betting",
        "deny": "denied denies denying denial", "reply": "replied replies replying",
        "refuse": "refusal", "propose": "proposal", "believe": "belief", "announce": "announcement",
        "suggest": "suggestion", "accuse": "accusation", "demand": "demands",
        "criticize": "criticism critic critics", "argue": "argument arguments",
        "assert": "assertion assertions", "allege": "allegation allegations",
        "complain": "complaint complaints", "explain": "explanation", "conclude": "conclusion",
        "predict": "prediction", "recommend": "recommendation",
        "endorse": "endorsement endorsements", "oppose": "opposition", "assess": "assessment",
        "agree": "agreement", "decide": "decision", "describe": "description", "claim": "claims",
        "declare": "declaration", "propos": "proposition", "admit": "admission",
    }.items()
    for form in forms.split()
}  # fmt: skip
SENTENCE_ENDS = frozenset(".?!…")
OFTEN_A_CUE = 9  # the class of forms that are cues a third of the time or more
FORM_ATTRIBUTES = 12


def plain_form(form: str) -> str:
    """Small letters, every digit 0, straight apostrophes."""
    low = form.lower()
    return low if low.isalpha() else DIGIT.sub("0", low).replace("’", "'")


def plain_stem(word: str) -> str:
    """A crude stem that brings the forms of a verb together."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    for ending in "ies ied ying ing ed es s".split():
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word.removesuffix(ending) + ("y" if ending in ("ies", "ied", "ying") else "")
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def plain_shape(form: str) -> str:
    """Its case and digits, runs squeezed: "McCain" is XxXx."""
    if form.isalpha() and len(form) > 1 and form.isascii():
        if form.islower():
            return "x"
        if form.istitle():
            return "Xx"
    out = []
    for ch in form[:12]:
        sign = "X" if ch.isupper() else "x" if ch.isalpha() else "0" if ch.isdigit() else ch
        if not out or out[-1] != sign:
            out.append(sign)
    return "".join(out)


def coarse_class(form: str, low: str) -> str:
    """A function word itself, else case and ending: a poor man's part of speech."""
    if low in FUNCTION_WORDS or not form[0].isalnum():
        return low
    if form[0].isupper():
        return "Name"
    if form[0].isdigit():
        return "0"
    for ending in "ing ed ly tion ment ers er al ive ous ity es s".split():
        if low.endswith(ending):
            return "-" + ending
    return "-"


def code(part: str) -> int:
    return crc32(part.encode("utf8", "surrogatepass")) | 1


@dataclass(frozen=True)
class Lexicon:
    """How often a form or stem was a cue, or stood in a source, in training: in classes."""

    cue: dict[int, int]
    stem: dict[int, int]
    source: dict[int, int]


class Forms(dict[str, int]):
    """Word forms met so far, each with its attributes, looked up instead of computed again."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.rows: list[tuple[int, ...]] = []
        self.table = np.zeros((0, FORM_ATTRIBUTES + 5), np.int64)

    def __missing__(self, form: str) -> int:
        self[form] = number = len(self.rows)
        self.rows.append(self.attributes(form))
        return number

    def attributes(self, form: str) -> tuple[int, ...]:
        plain = plain_form(form)
        key, stem = code(plain), code(plain_stem(plain))
        cue = self.lexicon.cue.get(key, 0)
        return (
            0,
            key,
            code(form),
            stem,
            code(plain[-3:]),
            code(plain[-2:]),
            code(plain[:4]),
            code(plain_shape(form)),
            code(coarse_class(form, plain)),
            cue,
            self.lexicon.stem.get(stem, 0),
            self.lexicon.source.get(key, 0),
            MARKS.get(form, NO_MARK),
            subject_kind(form, plain),
            cue >= OFTEN_A_CUE or form == ":",
            form in SENTENCE_ENDS,
            plain in ABBREVIATIONS or (len(form) == 1 and form.isalpha()),
        )

    def arrays(self, forms: Iterable[str]) -> Array:
        numbers = np.fromiter(map(self.__getitem__, forms), np.int64)
        if len(self.table) < len(self.rows):
            new = np.array(self.rows[len(self.table) :], np.int64)
            self.table = np.concatenate([self.table, new])
        return self.table[numbers].T


def subject_kind(form: str, plain: str) -> int:
    if plain in PRONOUNS:
        return 1
    return 2 if form[0].isupper() and plain not in FUNCTION_WORDS else 0
