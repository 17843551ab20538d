"""A file of many articles, as news databases export them, taken apart and counted."""

import re
from collections.abc import Iterator

from tellings.articles.lines import is_sentence
from tellings.articles.notes import Note, note
from tellings.articles.readers import Found, Read, ReadingError

# A line of its own before each article, with its number and how many there are: "3 of 50
# DOCUMENTS" in LexisNexis, "Document 3 of 50" in ProQuest.
_BEFORE = re.compile(
    r"^[ \t]*(?:document[ \t]+)?(\d+)[ \t]+of[ \t]+(\d+)(?:[ \t]+documents?)?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# And one after each: "End of Document" in Nexis Uni, in Factiva "Document ISGZ000020180314ee3e".
_AFTER = re.compile(
    r"^[ \t]*(?:end of document|(?:AN[ \t]+)?document [a-z]{2,10}\d{8,}\w*)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# What stands once within each article, wherever it begins.
_WITHIN = tuple(
    re.compile(rf"^[ \t]*{mark}", re.IGNORECASE | re.MULTILINE)
    for mark in (
        "record number:",
        "load-date:",
        r"length:\s*[\d,]+ words",
        r"proquest document id\b",
    )
)
_RULE = re.compile(r"^[ \t]*_{20,}[ \t]*$", re.MULTILINE)  # ProQuest's line between two articles
_TOLD = re.compile(r"^[ \t]*documents?[ \t]*\((\d+)\)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_LENGTH = re.compile(
    r"^[ \t]*(?:length:[ \t]*|word count:[ \t]*|WC[ \t]+)?([\d,.]+)[ \t]+words[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_SUMMARY = re.compile(r"^[ \t]*search summary[ \t]*$", re.IGNORECASE | re.MULTILINE)
_LEAST_READ = 0.75  # of the words that the database counts; its count has headline and fields too
_SAVE_AGAIN = "Export it again, or save each article as a text file (.txt) of its own."


def split_exported(whole: Found) -> Read:
    """The articles of an export, each with the line in which it begins; a single one stays whole.

    Where the file numbers its articles, marks their ends or says how many they are, they are
    counted.

    Raises:
        ReadingError: the file does not hold as many articles as it says.
    """
    text = whole.text
    numbered, ended = list(_BEFORE.finditer(text)), list(_AFTER.finditer(text))
    told = _TOLD.search(text)
    within = max((list(mark.finditer(text)) for mark in _WITHIN), key=len)
    notes: list[Note] = []
    if max(len(numbered), len(ended), len(within)) < 2:
        if told and int(told[1]) > 1:
            raise _miscounted(text, int(told[1]), 1, told.start())
        return Read([whole], [])
    if len(numbered) >= max(len(ended), 2):
        _check_numbers(text, numbered)
        starts = [one.start() for one in numbered]
        ends = [*starts[1:], len(text)]
        notes = list(_above(text[: starts[0]]))
    elif len(ended) >= 2:
        starts, ends = _between(text, ended)
    else:
        starts, ends = _between_rules(text, within)
    if len(starts) < len(within):
        raise _run_together(text, within)
    if told and int(told[1]) != len(starts):
        raise _miscounted(text, int(told[1]), len(starts), told.start())
    number = len(str(len(starts)))
    lines = _line_numbers(text, starts)
    found = [
        Found(text[start:end], place=f"article {i:0{number}}", line=line)
        for i, (start, end, line) in enumerate(zip(starts, ends, lines, strict=True), 1)
    ]
    return Read(found, notes)


def _line_numbers(text: str, places: list[int]) -> Iterator[int]:
    """The lines of places in rising order, counted once from one to the next."""
    line, before = 1, 0
    for place in places:
        line += text.count("\n", before, place)
        before = place
        yield line


def _above(text: str) -> Iterator[Note]:
    words = " ".join(text.split())
    if words:
        why = f"left out, as it stands above the first article: {words[:100]}"
        yield note(why, "Check that it is no part of an article.", 1)


def _between(text: str, ended: list[re.Match[str]]) -> tuple[list[int], list[int]]:
    """Where each article begins and ends; words behind the last mark must be no article."""
    starts, ends = [0, *(one.end() + 1 for one in ended[:-1])], [one.end() for one in ended]
    rest = text[ends[-1] :]
    if any(map(is_sentence, rest.split("\n"))) and not _SUMMARY.search(rest):
        why = f"text stands behind the end of the last of {len(ended)} articles"
        raise ReadingError(why, _SAVE_AGAIN, text.count("\n", 0, ends[-1]) + 2)
    return starts, ends


def _between_rules(text: str, within: list[re.Match[str]]) -> tuple[list[int], list[int]]:
    """Where each article begins and ends between lines of underscores: one mark in each."""
    rules = list(_RULE.finditer(text))
    starts, ends = [0, *(one.end() for one in rules)], [*(one.start() for one in rules), len(text)]
    filled = [(a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip()]
    if [sum(a <= one.start() < b for one in within) for a, b in filled] != [1] * len(within):
        raise _run_together(text, within)
    return [a for a, _ in filled], [b for _, b in filled]


def _run_together(text: str, within: list[re.Match[str]]) -> ReadingError:
    why = f"holds {len(within)} articles exported from a news database, and no line parts them"
    return ReadingError(why, _SAVE_AGAIN, text.count("\n", 0, within[1].start()) + 1)


def _check_numbers(text: str, numbered: list[re.Match[str]]) -> None:
    """Each number follows the one before it; after the last of an export another may begin."""
    last, total = 0, 0
    for one in numbered:
        wanted = last % total + 1 if total else 1
        last, total = int(one[1]), int(one[2])
        if last != wanted:
            line = text.count("\n", 0, one.start()) + 1
            why = f"article {wanted} of {total} is missing before this line"
            raise ReadingError(why, _SAVE_AGAIN, line)
    if last != total:
        raise _miscounted(text, total, last, numbered[-1].start())


def _miscounted(text: str, told: int, found: int, at: int) -> ReadingError:
    why = f"says that it holds {told} articles, but {found} {'was' if found == 1 else 'were'} found"
    return ReadingError(why, _SAVE_AGAIN, text.count("\n", 0, at) + 1)


def short_of_words(text: str, words: int) -> Iterator[Note]:
    """A note where far fewer words were read than the database counted for the article."""
    told = _LENGTH.search(text)
    number = int(re.sub(r"\D", "", told[1]) or 0) if told else 0
    if told and words < _LEAST_READ * number:
        why = f"the database counts {number:,} words in it, and {words:,} were read"
        todo = "Compare the article with the file: its end or its beginning may be missing."
        yield note(why, todo, text.count("\n", 0, told.start()) + 1)
