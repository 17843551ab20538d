"""A story: several articles on one event."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import overload

import pandas as pd

from tellings.articles.article import Article


class StoryError(ValueError):
    """Nothing could be read, or what a person wrote about the articles cannot be understood."""


class Story(Sequence[Article]):
    """Several articles on one event, in the order of their ids.

    Attributes:
        title: what the event is called; the folder's name unless story.toml says otherwise.
        report: one row a file: path, status (read, skipped), line, why, what to do.
        event_words: what the story is about; words and beginnings of words (with *) that every
            telling must use.
    """

    def __init__(
        self,
        articles: Iterable[Article],
        title: str = "story",
        report: pd.DataFrame | None = None,
        event_words: Iterable[str] = (),
    ) -> None:
        self._articles = tuple(articles)
        self.title = title
        self.event_words = tuple(event_words)
        self.report = report if report is not None else report_table([])
        times = Counter(article.id for article in self._articles)
        if twice := {name for name, number in times.items() if number > 1}:
            raise StoryError(
                f"two articles are called {', '.join(sorted(twice))}; rename one of the files"
            )

    @overload
    def __getitem__(self, key: int | str) -> Article: ...
    @overload
    def __getitem__(self, key: slice) -> "Story": ...
    def __getitem__(self, key: int | str | slice) -> "Article | Story":
        if isinstance(key, slice):
            return Story(self._articles[key], self.title, self.report, self.event_words)
        if isinstance(key, int):
            return self._articles[key]
        if key in self._by_id:
            return self._by_id[key]
        raise KeyError(f"no article {key!r}; this story has {', '.join(self._by_id)}")

    def __repr__(self) -> str:
        skipped = int((self.report["status"] == "skipped").sum())
        doubtful = int((self.report["why"] != "").sum()) - skipped
        notes = [f"{skipped} skipped"] * bool(skipped) + [f"{doubtful} to check"] * bool(doubtful)
        articles = f"{len(self)} article{'s' * (len(self) != 1)}"
        return f"<{self.title}: {articles}{'; ' * bool(notes)}{', '.join(notes)}{': see story.report' * bool(notes)}>"

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)

    @cached_property
    def _by_id(self) -> dict[str, Article]:
        return {article.id: article for article in self._articles}

    @property
    def outlets(self) -> dict[str, str]:
        """The newsroom of each article: id -> outlet, or the id where nobody says."""
        return {article.id: article.name for article in self._articles}

    @cached_property
    def names(self) -> dict[str, str]:
        """What to call each article in a table or figure: id -> outlet, numbered where an outlet
        has several.

        >>> Story([Article(id="a", text="x", outlet="Daily"), Article(id="b", text="x", outlet="Daily")]).names
        {'a': 'Daily (1)', 'b': 'Daily (2)'}
        """
        times, seen = Counter(self.outlets.values()), Counter[str]()
        names = {}
        for key, outlet in self.outlets.items():
            seen[outlet] += 1
            names[key] = f"{outlet} ({seen[outlet]})" if times[outlet] > 1 else outlet
        return names

    def table(self) -> pd.DataFrame:
        """One row an article: what is known of it, and from where.

        Returns:
            article, outlet, agency, byline, published, headline, deck, paragraphs (count), removed
            (count of lines and pieces left out), supplied (the columns that a person filled in, not
            the file).
        """
        return pd.DataFrame([_facts(article) for article in self._articles], dtype=object)

    def removed(self) -> pd.DataFrame:
        """One row a line or piece that was left out: article, line (from 1), text, reason."""
        rows = [(article.id, *removed) for article in self._articles for removed in article.removed]
        return pd.DataFrame(rows, columns=["article", "line", "text", "reason"])


def _facts(article: Article) -> dict[str, object]:
    supplied = [name for name, source in article.evidence.items() if source.startswith("a person")]
    return {
        "article": article.id,
        "outlet": article.outlet,
        "agency": article.agency,
        "byline": article.byline,
        "published": article.published,
        "headline": article.headline,
        "deck": article.deck,
        "paragraphs": len(article.paragraphs),
        "removed": len(article.removed),
        "supplied": ", ".join(supplied),
    }


def articles_of(source: "Article | Iterable[Article]") -> list[Article]:
    """The articles of a story, or the one article itself, as a list: what every analysis starts
    with.
    """
    return [source] if isinstance(source, Article) else list(source)


def report_table(rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["path", "status", "line", "why", "todo"])
