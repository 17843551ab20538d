"""A file of many articles, as news databases export them, taken apart and counted."""

import re
from collections.abc import Iterator

from tellings.articles.article import Article
from tellings.articles.exports import listed_titles
from tellings.articles.fields import DOCUMENT, LEAST_READ, WORDS, told_words
from tellings.articles.notes import Note, note
from tellings.articles.readers import Found, Read, ReadingError
from tellings.articles.unwrapping import filled_lines

# A line of its own before each article, with its number and how many there are: "3 of 50
# DOCUMENTS" in LexisNexis, "Document 3 of 50" in ProQuest. "3 of 50" alone is a picture's number.
_BEFORE = re.compile(
    r"^[ \t]*(?:(?:document[ \t]+)(\d+)[ \t]+of[ \t]+(\d+)"
    r"|(\d+)[ \t]+of[ \t]+(\d+)[ \t]+documents?)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# And one after each: "End of Document" in Nexis Uni, in Factiva "Document ISGZ000020180314ee3e".
_AFTER = re.compile(
    rf"^[ \t]*(?:end of document|(?:AN[ \t]+)?{DOCUMENT})[ \t]*$", re.IGNORECASE | re.MULTILINE
)
# What stands once within each article, above its text or below it.
_ABOVE_TEXT = tuple(
    re.compile(rf"^[^\S\n]*{mark}[^\S\n]*$", re.IGNORECASE | re.MULTILINE)
    for mark in (
        r"length:\s*[\d,]+ words",
        r"[\d.,]+ words\s*\n\s*\d{1,2} [a-z]+ \d{4}",  # Factiva: 320 words, and below it the day
        r"HD(?:\s+\S.*)?\n(?:.*\n){0,12}?\s*WC\b.*",
        "body",
    )
)
_BELOW_TEXT = tuple(
    re.compile(rf"^[^\S\n]*{mark}", re.IGNORECASE | re.MULTILINE)
    for mark in ("load-date:", r"proquest document id\b", "record number:")
)
_RULE = re.compile(r"^[ \t]*_{20,}[ \t]*$", re.MULTILINE)  # ProQuest's line between two articles
_TOLD = re.compile(r"^[ \t]*documents?[ \t]*\((\d+)\)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_SUMMARY = re.compile(r"^[ \t]*search summary\b.*", re.IGNORECASE | re.MULTILINE | re.DOTALL)
_SAVE_AGAIN = "Export it again, or save each article as a text file (.txt) of its own."
_Spans = list[tuple[int, int]]


def split_exported(whole: Found) -> Read:
    """The articles of an export, each with the line in which it begins; a single one stays whole.

    Where the file numbers its articles, marks their ends or says how many they are, they are
    counted.

    Raises:
        ReadingError: the file does not hold as many articles as it says, or not all of one.
    """
    text = whole.text
    numbered, ended = list(_BEFORE.finditer(text)), list(_AFTER.finditer(text))
    within = max((list(mark.finditer(text)) for mark in _ABOVE_TEXT + _BELOW_TEXT), key=len)
    told = _TOLD.search(text, 0, within[0].start() if within else len(text))
    notes: list[Note] = []
    if max(len(numbered), len(ended), len(within)) < 2:
        if told and int(told[1]) > 1:
            raise _miscounted(text, told, [(0, len(text))])
        return Read([whole], [])
    if len(numbered) >= max(len(ended), 2):
        _check_numbers(text, numbered)
        starts = [one.start() for one in numbered]
        spans = list(zip(starts, [*starts[1:], len(text)], strict=True))
        notes = list(_above(text[: starts[0]]))
    elif len(ended) >= 2:
        spans = _between(text, ended)
    else:
        spans = _between_rules(text, within)
    if told and int(told[1]) != len(spans):
        raise _miscounted(text, told, spans)
    _check_marks(text, spans)
    number = len(str(len(spans)))
    lines = _line_numbers(text, [start for start, _ in spans])
    found = [
        Found(text[start:end], place=f"article {i:0{number}}", line=line)
        for i, ((start, end), line) in enumerate(zip(spans, lines, strict=True), 1)
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


def _between(text: str, ended: list[re.Match[str]]) -> _Spans:
    """Where each article begins and ends; behind the last mark there must be no other."""
    starts, ends = [0, *(one.end() + 1 for one in ended[:-1])], [one.end() for one in ended]
    rest = _SUMMARY.sub("", text[ends[-1] :])
    if left := [line for line in filled_lines(rest) if not line.reason]:
        why = f"text stands behind the end of the last of {len(ended)} articles"
        line = text.count("\n", 0, ends[-1]) + left[0].number
        raise ReadingError(f"{why}: {left[0].text.strip()[:60]}", _SAVE_AGAIN, line)
    return list(zip(starts, ends, strict=True))


def _between_rules(text: str, within: list[re.Match[str]]) -> _Spans:
    """Where each article begins and ends between lines of underscores: one mark in each."""
    rules = list(_RULE.finditer(text))
    starts, ends = [0, *(one.end() for one in rules)], [*(one.start() for one in rules), len(text)]
    filled = [(a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip()]
    if [sum(a <= one.start() < b for one in within) for a, b in filled] != [1] * len(within):
        raise _run_together(text, len(within), within[1].start())
    return filled


def _run_together(text: str, number: int, at: int) -> ReadingError:
    why = f"holds {number} articles exported from a news database, and no line parts them"
    return ReadingError(f"{why} here", _SAVE_AGAIN, text.count("\n", 0, at) + 1)


def _check_marks(text: str, spans: _Spans) -> None:
    """What stands once in each article: twice in one where the line between two is lost, and
    only missing from the first or the last where that is cut off.
    """
    marks = {
        mark: [list(mark.finditer(text, *span)) for span in spans]
        for mark in _ABOVE_TEXT + _BELOW_TEXT
    }
    usual = {mark: found for mark, found in marks.items() if 2 * sum(map(bool, found)) > len(spans)}
    for i in range(len(spans)):
        twice = [found[i][1].start() for found in usual.values() if len(found[i]) > 1]
        if 2 * len(twice) > len(usual):  # one of them may be a line of the text: Body
            number = max(sum(map(len, found)) for found in usual.values())
            raise _run_together(text, number, min(twice))
    for at, others, marks_there in ((0, slice(1, None), _ABOVE_TEXT), (-1, slice(-1), _BELOW_TEXT)):
        there = [usual[mark] for mark in marks_there if mark in usual]
        if there and not any(found[at] for found in there) and all(there[0][others]):
            raise _cut_off(text, spans, at, there[0][others][0][0][0])


def _cut_off(text: str, spans: _Spans, at: int, mark: str) -> ReadingError:
    which, part = ("first", "beginning") if at == 0 else ("last", "end")
    example = " ".join(mark.split())
    why = f"the {which} article has no line such as “{example}”, as all others have"
    place = spans[at][0] + len(text[slice(*spans[at])]) - len(text[slice(*spans[at])].lstrip())
    line = text.count("\n", 0, place) + 1
    return ReadingError(f"{why}; its {part} may be missing", _SAVE_AGAIN, line)


def _check_numbers(text: str, numbered: list[re.Match[str]]) -> None:
    """Each number follows the one before it; after the last of an export another may begin."""
    last, total = 0, 0
    for one in numbered:
        wanted = last % total + 1 if total else 1
        last, total = (int(number) for number in one.groups() if number)
        if last != wanted:
            line = text.count("\n", 0, one.start()) + 1
            why = f"article {wanted} of {total} is missing before this line"
            raise ReadingError(why, _SAVE_AGAIN, line)
    if last != total:
        line = text.count("\n", 0, numbered[-1].start()) + 1
        raise ReadingError(_count(total, last), _SAVE_AGAIN, line)


def _count(told: int, found: int) -> str:
    return (
        f"says that it holds {told} articles, but {found} {'was' if found == 1 else 'were'} found"
    )


def _miscounted(text: str, told: re.Match[str], spans: _Spans) -> ReadingError:
    """The list of titles above the articles tells which of them is not there."""
    listed = listed_titles(text[told.end() : spans[0][1]])
    below = " ".join(text[told.end() :].split())
    missing = next((title for title in listed if below.count(title) < 2), "")
    named = f"; the first of its list that is missing is “{missing}”" if missing else ""
    line = text.count("\n", 0, told.start()) + 1
    return ReadingError(f"{_count(int(told[1]), len(spans))}{named}", _SAVE_AGAIN, line)


def miscounted_words(text: str, article: Article) -> Iterator[Note]:
    """A note where far fewer words were read than the database counted for the article, or more."""
    number = told_words(text)
    if not number:
        return
    words = sum(len(article.text[a:b].split()) for a, b in article.paragraphs)
    short = words < LEAST_READ * number
    if short or LEAST_READ * words > number:
        why = f"the database counts {number:,} words in it, and {words:,} were read"
        doubt = "its end or its beginning may be missing" if short else "another may be in it too"
        told = WORDS.search(text)
        line = text.count("\n", 0, told.start() if told else 0) + 1
        yield note(why, f"Compare the article with the file: {doubt}.", line)
