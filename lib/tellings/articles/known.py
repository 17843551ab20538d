"""What a person knows of the articles and wrote into story.toml."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from fnmatch import fnmatchcase as fnmatch
from pathlib import Path
from typing import NamedTuple

from tellings.articles.article import Article, Removed, joined
from tellings.articles.navigation import is_same_headline
from tellings.articles.notes import Note
from tellings.articles.places import cannot_be_read, no_text_file
from tellings.articles.story import Story, StoryError
from tellings.project import find

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
    event_words: Sequence[str] = ()
    event_date: date | None = None
    articles: Mapping[str, Mapping[str, object]] = {}
    outlets: Mapping[str, str] = {}
    compare: Sequence[str] = ()
    codebook: str = "generic"
    topics: str = ""
    groups: str = ""
    words: Sequence[str] = ()
    corrections: Mapping[str, str] = {}

    def told_of(self, article: Article) -> Article:
        """The article with what is known of it: by names with a star, then by its own name."""
        facts: dict[str, object] = {}
        for name, said in self.articles.items():
            if "*" in name and fnmatch(article.id, name):
                facts |= said
        told = with_known(article, facts | dict(self.articles.get(article.id, {})))
        name = self.outlets.get(told.outlet or "")
        return with_known(told, {"outlet": name}) if name else told


def read_known(path: Path, articles: Sequence[Article], skipped: Mapping[str, Note]) -> _Known:
    """Reads story.toml.

    Args:
        articles: those that were read.
        skipped: the rows of the report for the files that were not, by name without ending.
    """
    title = path.parent.resolve().name
    if not (path.exists() or path.is_symlink()):
        return _Known(title)
    file = _File(path, _read_text(path))
    read = file.parsed()
    for key, value in read.items():
        if key not in _Known._fields:
            why = f"known keys are {', '.join(_KEYS)} and [articles.NAME]"
            raise file.mistake(key, why)
        if key in _KEYS and (why := _KEYS[key](key, value)):
            raise file.mistake(key, why)
    known = _Known(title)._replace(**read)
    _check_articles(file, known.articles, [article.id for article in articles], skipped)
    _check_outlets(file, known, articles)
    _check_files(file, known)
    return known


def _check_outlets(file: _File, known: _Known, articles: Sequence[Article]) -> None:
    """Raises StoryError where a newsroom is named that none of the articles is of."""
    if not (known.outlets or known.compare):
        return
    told = [known._replace(outlets={}).told_of(article) for article in articles]
    found = {article.outlet for article in told if article.outlet}
    named = {article.name for article in map(known.told_of, told)}
    for name, those in [(n, found) for n in known.outlets] + [(n, named) for n in known.compare]:
        if name not in those:
            there = ", ".join(sorted(those)) or "none whose name is known"
            raise file.mistake(name, f"no article is of a newsroom of this name; there are {there}")


def _check_files(file: _File, known: _Known) -> None:
    """Raises StoryError where a file is named that is not there, or what cannot be corrected."""
    if strange := known.corrections.keys() - Story.correctable.keys():
        what = " and ".join(sorted(Story.correctable))
        raise file.mistake(min(strange), f"this cannot be corrected by a sheet; {what} can")
    told = {"topics": known.topics, "groups": known.groups}
    named = {**known.corrections, **{key: path for key, path in told.items() if path}}
    for key, path in named.items():
        try:
            find(path, file.path.parent)
        except FileNotFoundError as problem:
            raise file.mistake(key, str(problem)) from problem


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


def _no_text(key: str, value: object) -> str | None:
    text = isinstance(value, str) and value.strip()
    return None if text else f'this must be text in quotation marks: {key} = "{_EXAMPLES[key]}"'


def _no_day(_: str, value: object) -> str | None:
    day = isinstance(value, date) and not isinstance(value, datetime)
    return None if day else "this must be a date without quotation marks: 2011-01-10"


def _no_texts(key: str, value: object) -> str | None:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return None
    return f"this must be a list of texts: {key} = {_EXAMPLES[key]}"


def _no_names(key: str, value: object) -> str | None:
    if isinstance(value, dict) and all(isinstance(one, str) and one for one in value.values()):
        return None
    return f"write [{key}] on a line of its own, and below it lines such as {_EXAMPLES[key]}"


def _no_terms(key: str, words: object) -> str | None:
    """Why something is no list of words to look for."""
    if why := _no_texts(key, words):
        return why
    return next((problem for word in words if (problem := _no_term(word))), None)  # type: ignore[attr-defined]


_EXAMPLES = {
    "title": "Talks in Seoul", "codebook": "generic", "topics": "topics.toml",
    "groups": "voices.csv",
    "event_words": '["talks", "minister*"]', "words": '["ties", "agree*"]',
    "compare": '["The Daily", "The Herald"]', "outlets": '"dailynews.com" = "The Daily"',
    "corrections": 'attributions = "attributions.csv"',
}  # fmt: skip
_KEYS: dict[str, Callable[[str, object], str | None]] = {
    "title": _no_text, "event_date": _no_day, "event_words": _no_terms, "codebook": _no_text,
    "topics": _no_text, "groups": _no_text, "words": _no_terms, "compare": _no_texts,
    "outlets": _no_names, "corrections": _no_names,
}  # fmt: skip


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
    file: _File, articles: object, ids: list[str], skipped: Mapping[str, Note]
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
    if key == "published":
        return _no_day(key, value)
    return None if isinstance(value, str) else "this must be text in quotation marks"


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
