"""Frames by dictionary: a codebook says which terms speak for which frame, and every hit can be looked up in its place."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import combinations
from pathlib import Path

import pandas as pd
from scipy import stats

from tellings.articles import PROJECT, Article, articles_of
from tellings.effects import difference_interval, fisher_p, share_interval
from tellings.patterns import TermFinder, parse_term
from tellings.tokens import sentences, tokens


class CodebookError(ValueError):
    """A codebook cannot be used; the message names file, line and key."""


@dataclass(frozen=True)
class Frame:
    """One frame: its name, what it means, the terms that speak for it, and phrases in which they do not."""

    name: str
    definition: str
    terms: tuple[str, ...]
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """Frames, and where their definitions come from."""

    name: str
    source: str
    frames: tuple[Frame, ...]

    def table(self) -> pd.DataFrame:
        """One row a frame: frame, definition, terms, exclude."""
        rows = [(f.name, f.definition, ", ".join(f.terms), ", ".join(f.exclude)) for f in self.frames]
        return pd.DataFrame(rows, columns=["frame", "definition", "terms", "exclude"])


def read_codebook(name: str | Path) -> Codebook:
    """Reads a codebook: one that comes with the library, by name, or a file of your own.

    Args:
        name: a name such as "defence_talks", or the path of a .toml file.

    Raises:
        FileNotFoundError: there is none of that name.
        CodebookError: the file has a mistake; the message names line and key.

    >>> [frame.name for frame in read_codebook("defence_talks").frames][:2]
    ['cooperation', 'North Korean threat']
    """
    path = _codebook_path(name)
    source = path.read_text(encoding="utf-8-sig")
    try:
        return _codebook(path, source, tomllib.loads(source))
    except tomllib.TOMLDecodeError as problem:
        raise CodebookError(f'{path}: {problem}; the file reads as TOML: name = "value"') from problem


def _codebook_path(name: str | Path) -> Path:
    shipped = Path(str(files("tellings") / "codebooks"))
    for path in (Path(name), PROJECT / name, shipped / f"{name}.toml"):
        if path.is_file():
            return path
    known = ", ".join(sorted(path.stem for path in shipped.glob("*.toml")))
    raise FileNotFoundError(f"{name}: no such codebook; a path of a .toml file is wanted, or one of {known}")


def _codebook(path: Path, source: str, data: Mapping[str, object]) -> Codebook:
    rows = data.get("frame")
    if not isinstance(rows, list) or not rows:
        raise _mistake(path, source, "frame", "a codebook needs at least one [[frame]]")
    _check_keys(path, source, data, {"name", "source", "frame"})
    frames = tuple(_frame(path, source, row) for row in rows)
    _check_names(path, source, [frame.name for frame in frames])
    return Codebook(str(data.get("name", path.stem)), str(data.get("source", "")), frames)


def _frame(path: Path, source: str, row: Mapping[str, object]) -> Frame:
    _check_keys(path, source, row, {"name", "definition", "terms", "exclude"})
    name = row.get("name")
    if not isinstance(name, str) or not row.get("terms"):
        raise _mistake(path, source, str(name or "[[frame]]"), "a frame needs a name and at least one term")
    terms, exclude = (_terms(path, source, row.get(key, [])) for key in ("terms", "exclude"))
    return Frame(name, str(row.get("definition", "")), terms, exclude)


def _terms(path: Path, source: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(term, str) for term in value):
        raise _mistake(path, source, "terms", 'terms are a list of texts: ["talks", "agree*"]')
    for term in value:
        try:
            parse_term(term)
        except ValueError as problem:
            raise _mistake(path, source, term, str(problem)) from problem
    _check_names(path, source, value)
    return tuple(value)


def _check_keys(path: Path, source: str, row: Mapping[str, object], known: set[str]) -> None:
    for key in row.keys() - known:
        raise _mistake(path, source, key, f"known keys are {', '.join(sorted(known))}")


def _check_names(path: Path, source: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise _mistake(path, source, name, "it stands there twice")


def _mistake(path: Path, source: str, key: str, why: str) -> CodebookError:
    lines = [number for number, text in enumerate(source.splitlines(), start=1) if key and key in text]
    return CodebookError(f"{path}, line {lines[-1] if lines else 1}: {key}: {why}")


def code_frames(source: Article | Iterable[Article], codebook: Codebook | str | Path) -> pd.DataFrame:
    """Every place where a term of the codebook stands: a layer.

    A count of words is not a frame (Entman 1993): a hit is a place to read. Of terms that overlap the longest counts. A hit
    inside an excluded phrase does not count.

    Args:
        source: an Article, a Story, or any articles.
        codebook: a Codebook, or the name or path of one.

    Returns:
        One row a hit: article, start, end, frame, term (as in the codebook), text (as printed), section, paragraph (of the
        body, from 1; 0 outside it), sentence.

    >>> article = Article(id="a", text="The attack on the island came in 2010.")
    >>> code_frames(article, "defence_talks")[["frame", "term", "text"]].values.tolist()
    [['North Korean threat', 'attack*', 'attack']]
    """
    book = codebook if isinstance(codebook, Codebook) else read_codebook(codebook)
    finders = [(frame, TermFinder([*frame.terms, *frame.exclude]), set(frame.exclude)) for frame in book.frames]
    rows = []
    for article in articles_of(source):
        for _, words in tokens(article).groupby("sentence", sort=False):
            norms = words["norm"].tolist()
            for frame, finder, excluded in finders:
                hits = (hit for hit in finder.find(norms) if hit.term not in excluded)
                rows += [_hit(article, words, frame.name, *hit) for hit in hits]
    columns = ["article", "start", "end", "frame", "term", "text", "section", "paragraph", "sentence"]
    return pd.DataFrame(rows, columns=columns).sort_values(
        ["article", "start", "end", "frame"], kind="stable", ignore_index=True
    )


def _hit(article: Article, words: pd.DataFrame, frame: str, term: str, first: int, last: int) -> tuple[object, ...]:
    start, end = int(words["start"].iloc[first]), int(words["end"].iloc[last - 1])
    place = words.iloc[first]
    return (
        article.id,
        start,
        end,
        frame,
        term,
        article.text[start:end],
        place["section"],
        place["paragraph"],
        place["sentence"],
    )


def frame_scores(source: Article | Iterable[Article], codebook: Codebook | str | Path) -> pd.DataFrame:
    """How much of each article's body each frame touches.

    Args:
        source: an Article, a Story, or any articles.
        codebook: a Codebook, or the name or path of one.

    Returns:
        One row a frame and article: frame, article, hits, terms (different ones), sentences (of the body, with a hit), of
        (sentences of the body), share (sentences / of), low and high (95% interval of the share, Wilson 1927, sentences
        taken as drawn one by one).
    """
    book = codebook if isinstance(codebook, Codebook) else read_codebook(codebook)
    articles = articles_of(source)
    hits = code_frames(articles, book).query("section == 'body'")
    total = sentences(articles).query("section == 'body'").groupby("article").size()
    rows = []
    for frame in book.frames:
        for article in articles:
            mine = hits[(hits["frame"] == frame.name) & (hits["article"] == article.id)]
            k, n = mine["sentence"].nunique(), int(total.get(article.id, 0))
            rows.append(
                (
                    frame.name,
                    article.id,
                    len(mine),
                    mine["term"].nunique(),
                    k,
                    n,
                    k / n if n else 0.0,
                    *share_interval(k, n),
                )
            )
    return pd.DataFrame(rows, columns=["frame", "article", "hits", "terms", "sentences", "of", "share", "low", "high"])


def frame_differences(scores: pd.DataFrame) -> pd.DataFrame:
    """Each pair of articles compared, frame by frame, with the verdict in words.

    Args:
        scores: what `frame_scores` returns.

    Returns:
        frame, first, second (articles), difference (of the shares of sentences, first minus second), low and high (95%,
        Newcombe 1998), p (Fisher, exact), p_corrected (Benjamini & Hochberg 1995, over all rows), verdict.
    """
    rows = []
    for frame, group in scores.groupby("frame", sort=False):
        for one, two in combinations(group.itertuples(), 2):
            counts = (one.sentences, one.of, two.sentences, two.of)
            p = fisher_p(one.sentences, two.sentences, one.of, two.of) if one.sentences + two.sentences else 1.0
            rows.append((frame, one.article, two.article, one.share - two.share, *difference_interval(*counts), p))
    table = pd.DataFrame(rows, columns=["frame", "first", "second", "difference", "low", "high", "p"])
    corrected = stats.false_discovery_control(table["p"]) if len(table) else []
    verdict = ["differs" if p < 0.05 else "cannot tell" for p in corrected]
    return table.assign(p_corrected=corrected, verdict=verdict)
