"""What a person knows of the articles and wrote into story.toml."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from fnmatch import fnmatchcase as fnmatch
from functools import reduce
from operator import or_
from pathlib import Path
from typing import NamedTuple

from tellings.articles.article import Article, Removed, joined
from tellings.articles.navigation import is_same_headline
from tellings.articles.places import cannot_be_read, no_text_file
from tellings.articles.story import StoryError

_FACTS = ("outlet", "agency", "byline", "published", "headline", "deck", "basis")
LONGEST_TITLE = 300  # letters; a paragraph of more is not looked at as a headline that is repeated
_HEADING_WANTED = (
    'write [articles.{name}] on a line of its own and what is known below it: outlet = "The Daily"'
)
# A regular expression written as a word: econom(y|ic), colou?r, bans?, attack.*, attack[s], \bban,
# ^ban$; but not A(H1N1), "Why?" or $5m.
PATTERN = re.compile(r"[|\\[\]{}^]|\(\?|[a-z]\(|\.[*+?]|\w\?(?=\w)|^[a-z]+\?$|[a-z][*)]?\$$")
# Where Python's reader says that a mistake stands: "Invalid value (at line 3, column 5)".
_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


class _File(NamedTuple):
    """story.toml as it is written, so that each mistake can be told with its line."""

    path: Path
    source: str

    def parsed(self) -> dict[str, object]:
        lines = self.source.splitlines() or [""]
        try:
            return tomllib.loads(self.source)
        except tomllib.TOMLDecodeError as problem:
            place = _TOML_PLACE.search(str(problem))
            number = min(int(place[1]), len(lines)) if place and place[1] else len(lines)
            line = lines[number - 1]
            why = f"{line.strip()}: {_how_to_write(line, problem)}"
            raise StoryError(f"{self.path}, line {number}: {why}") from problem
        except RecursionError as problem:
            depths = [len(re.findall(r"[\[{.]", line)) for line in lines]
            deepest = f"{self.path}, line {depths.index(max(depths)) + 1}"
            raise StoryError(f"{deepest}: brackets or names are nested too deep") from problem

    def mistake(self, key: str, why: str) -> StoryError:
        # [articles.tuesday], outlet = "The Daily", "a key" = 1, tuesday.outlet = "The Daily"
        written = re.compile(rf"\s*(?:\[.*{re.escape(key)}|[\"']?{re.escape(key)}[\"']?\s*[=.])")
        lines = enumerate(self.source.splitlines(), start=1)
        line = next((number for number, text in lines if written.match(text)), 1)
        return StoryError(f"{self.path}, line {line}: {key}: {why}")


class _Known(NamedTuple):
    """What a person knows of a story, and with what the lessons are to be run over it."""

    title: str
    event_words: list[str]
    articles: dict[str, dict[str, object]]
    codebook: str = "generic"
    words: list[str] = []  # noqa: RUF012

    def of(self, name: str) -> dict[str, object]:
        """What is known of an article: first by names with a star, then by its own."""
        told = [facts for one, facts in self.articles.items() if "*" in one and fnmatch(name, one)]
        return reduce(or_, [*told, self.articles.get(name, {})], {})


def read_known(path: Path, ids: list[str], skipped: Mapping[str, Mapping[str, object]]) -> _Known:
    """Reads story.toml.

    Args:
        ids: the articles that were read.
        skipped: the rows of the report for the files that were not, by name without ending.
    """
    if not (path.exists() or path.is_symlink()):
        return _Known(path.parent.resolve().name, [], {})
    file = _File(path, _read_text(path))
    read = file.parsed()
    known = _Known(path.parent.resolve().name, [], {})._replace(
        **{k: v for k, v in read.items() if k in _Known._fields}
    )
    if strange := [key for key in read if key not in _Known._fields]:
        why = "known keys are title, event_words, codebook, words and [articles.NAME]"
        raise file.mistake(strange[0], why)
    for key, example in (("title", "Talks in Seoul"), ("codebook", "generic")):
        if not isinstance(getattr(known, key), str):
            why = f'this must be text in quotation marks: {key} = "{example}"'
            raise file.mistake(key, why)
    for key in ("event_words", "words"):
        if why := _no_terms(key, getattr(known, key)):
            raise file.mistake(key, why)
    _check_articles(file, known.articles, ids, skipped)
    return known


def _read_text(path: Path) -> str:
    if problem := no_text_file(path):
        raise StoryError(f"{path}: {problem['why']}. {problem['todo']}")
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as problem:
        note = cannot_be_read(problem)
        raise StoryError(f"{path}: {note['why']}. {note['todo']}") from problem
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise StoryError(
            f"{path}, line {line}: a letter is not in UTF-8; save the file again as UTF-8"
        ) from problem


def _no_terms(key: str, words: object) -> str | None:
    """Why something is no list of words to look for."""
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        return f'this must be a list of words: {key} = ["talks", "ties"]'
    return next((problem for word in words if (problem := _no_term(word))), None)


def _no_term(word: str) -> str | None:
    """Why something is no word to look for: "*" alone would be every word."""
    parts = word.split()
    if not parts or not all(re.search(r"[^\W_]", part) for part in parts):
        return f'{word!r} names no word; write letters before the star: "talk*"'
    if PATTERN.search(word):
        return f'{word!r} is a regular expression; write words, or beginnings of words: "econom*"'
    if any("*" in part[:-1] for part in parts):
        return f"{word!r}: the star must stand at the end of a word"
    return None


_KINDS = {  # by how Python's reader begins to say it: "Cannot overwrite a value"
    "Cannot declare": "this heading stands twice in the file; keep what is known below one of them",
    "Cannot": "this stands twice in the file; keep one of them",
    "Illegal character": "this line holds a control character or breaks off; write it anew",
}


def _how_to_write(line: str, problem: tomllib.TOMLDecodeError) -> str:
    control = re.search(r"[\x00-\x08\x0b-\x1f\x7f]", line)
    for kind, how in _KINDS.items():
        if str(problem).startswith(kind) and (control or kind != "Illegal character"):
            return how
    if re.search("[“”„‘’«»]", line.partition("=")[2]):
        return 'text stands in straight quotation marks, "like this"'
    if re.search(r"=\s*\d+[-/.]\d", line):
        return "there is no such day; a date is written year-month-day: 2011-01-10"
    if header := re.match(r"\s*\[\s*articles\s*\.([^\]\"]*)\]?", line):
        wanted = f'[articles."{header[1].strip()}"]'
        return f"a name with a space or a full stop stands in quotation marks: {wanted}"
    if re.match(r"\s*[\w-]+\s*=", line):
        return 'text stands in straight quotation marks: name = "value"'
    return f'{_TOML_PLACE.sub("", str(problem))}; a line of this file reads: name = "value"'


def _check_articles(
    file: _File, articles: object, ids: list[str], skipped: Mapping[str, Mapping[str, object]]
) -> None:
    if not isinstance(articles, dict):
        raise file.mistake("articles", _HEADING_WANTED.format(name="NAME"))
    for name, facts in articles.items():
        if not isinstance(facts, dict):
            raise file.mistake(name, _HEADING_WANTED.format(name=name))
        if not any(fnmatch(one, name) for one in ids) or "txt" in facts:
            row = skipped.get(name) or skipped.get(name.removesuffix(".txt"))
            unread = f"the file {row['path']} was not read: {row['why']}" if row else ""
            raise file.mistake(name, unread or _no_such_article(name, facts, ids))
        for key, value in facts.items():
            if why := _no_fact(key, value):
                raise file.mistake(key, why)


def _no_such_article(name: str, facts: Mapping[str, object], ids: list[str]) -> str:
    if name.removesuffix(".txt") in ids:
        return f"leave out .txt: [articles.{_quoted(name.removesuffix('.txt'))}]"
    dotted = (f"{name}.{rest}" for rest in facts)
    if whole := next((known for known in dotted if known in ids), None):
        return f'a name with a full stop stands in quotation marks: [articles."{whole}"]'
    if "*" in name:
        return f"no article's name is like this; there are {', '.join(ids)}"
    if name in ids:
        return f"leave out .txt: [articles.{_quoted(name)}]"
    return f"there is no such article; there are {', '.join(ids)}"


def _quoted(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else f'"{name}"'


def _no_fact(key: str, value: object) -> str | None:
    """Why something cannot be known of an article."""
    if key not in _FACTS:
        return f"known keys are {', '.join(_FACTS)}"
    if key != "published":
        return None if isinstance(value, str) else "this must be text in quotation marks"
    if isinstance(value, date) and not isinstance(value, datetime):
        return None
    return "this must be a date without quotation marks: 2011-01-10"


def with_known(article: Article, known: Mapping[str, object], source: str = "") -> Article:
    """The article with what a person or a field of the file says of it.

    A headline or deck takes the place of the one that was found in the text.
    """
    if not known:
        return article
    facts = {key: value for key, value in known.items() if key != "basis"}
    source = source or (f"a person: {known['basis']}" if "basis" in known else "a person")
    evidence = {**article.evidence, **dict.fromkeys(facts, source)}
    titles = {key: str(facts.pop(key)) for key in ("headline", "deck") if key in facts}
    told = replace(article, **facts, evidence=evidence)  # type: ignore[arg-type]
    return _with_titles(told, titles) if titles else told


def _with_titles(article: Article, titles: Mapping[str, str]) -> Article:
    """The article with the headline and deck that a person gives; those of the file are removed.

    A line of the file that says the same becomes the title; it is not in the text twice.
    """
    wanted = {name: " ".join(text.split()) for name, text in titles.items()}
    blocks = [(name, article.text[start:end]) for name, start, end in article.sections]
    short = [text for _, text in blocks if len(text) <= LONGEST_TITLE]
    again = {text for text in short if any(is_same_headline(text, w) for w in wanted.values())}
    replaced = [(name, text) for name, text in blocks if name in wanted and text not in again]
    left = [block for block in blocks if block[0] not in wanted and block[1] not in again]
    tops = [
        ([(name, wanted[name])] if wanted[name] else [])
        if name in wanted
        else [block for block in left if block[0] == name]
        for name in ("headline", "deck")
    ]
    rest = [block for block in left if block[0] not in ("headline", "deck")]
    text, sections = joined([*tops[0], *tops[1], *rest])
    removed = [Removed(0, text, f"a person gives another {name}") for name, text in replaced]
    return replace(article, text=text, sections=sections, removed=(*article.removed, *removed))
