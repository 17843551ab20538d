"""A story: several articles on one event."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar, overload

import pandas as pd

from tellings.articles.article import Article
from tellings.articles.repairs import without_entities

REPORT = ["path", "article", "status", "encoding", "removed", "line", "why", "todo"]
MOST_CELLS = 5_000_000  # of all the tables that a story remembers; about half a gigabyte


class Sized(Protocol):
    """A table or another thing that a story can remember."""

    @property
    def size(self) -> int: ...


T = TypeVar("T", bound=Sized)


class StoryError(ValueError):
    """Nothing could be read, or what a person wrote about the articles cannot be understood."""


class Story(Sequence[Article]):
    """Several articles on one event, in the order of their ids.

    A story remembers the tables that were made of it, so that each is made once; past five million
    cells in all it forgets those that were not asked for longest.

    Attributes:
        title: what the event is called; the folder's name unless story.toml says otherwise.
        report: one row a file, and where a file holds several articles also one an article: path,
            article (its id), status (read, skipped), encoding (and how it was known), removed
            (count of lines and pieces left out), line, why, todo (what to do).
        event_words: what the story is about; words and beginnings of words (with a star) that every
            telling must use.
        folder: where the articles lie, if they were read from files.
        settings: with which codebook and words a run over all lessons is to work.
    """

    correctable: ClassVar[dict[str, Callable[["Story", object], pd.DataFrame]]] = {}

    def __init__(
        self,
        articles: Iterable[Article],
        title: str = "story",
        report: pd.DataFrame | None = None,
        event_words: Iterable[str] = (),
        folder: Path | None = None,
        settings: Mapping[str, Any] | None = None,
    ) -> None:
        self._articles = tuple(articles)
        self.title = title
        self.event_words = tuple(event_words)
        self.folder = folder
        self.settings = settings or {}
        self.report = report if report is not None else report_table([])
        self.corrections: dict[str, pd.DataFrame] = {}
        self._tables: OrderedDict[Hashable, Any] = OrderedDict()
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
            return self._part(self._articles[key])
        if isinstance(key, int):
            return self._articles[key]
        if key in self._by_id:
            return self._by_id[key]
        raise KeyError(f"no article {key!r}; this story has {', '.join(self._by_id)}")

    @classmethod
    def of(cls, *texts: str | Article, **by_outlet: str) -> "Story":
        """A story of texts at hand: for an example, a test, or a single text.

        Args:
            texts: each becomes an article, called a, b, c and so on; an Article stays as it is. In
                texts HTML entities such as &ldquo; are decoded.
            by_outlet: texts by the name of their outlet, which is also what the article is called.

        >>> [(one.id, one.name) for one in Story.of("They met.", Daily="They talked.")]
        [('a', 'a'), ('Daily', 'Daily')]
        """
        named = (
            one if isinstance(one, Article) else Article(_letters(number), without_entities(one))
            for number, one in enumerate(texts)
        )
        outlets = (
            Article(name, without_entities(text), outlet=name) for name, text in by_outlet.items()
        )
        return cls([*named, *outlets])

    def _part(self, articles: Sequence[Article]) -> "Story":
        """A story of some of the articles, with what a person corrected in them."""
        part = Story(articles, self.title, self.report, self.event_words, self.folder)
        ids = {article.id for article in articles}
        part.corrections = {
            name: table[table["article"].isin(ids)].reset_index(drop=True)
            for name, table in self.corrections.items()
        }
        return part

    def correct(self, **tables: object) -> None:
        """Puts a person's table in the place of the program's; all that is made later stands on it.

        Args:
            tables: by the name of the function that makes the table: attributions=... with a table
                like that of `attributions`, changed where it was wrong, or the path of a sheet that
                `attribution_sheet` wrote and a person corrected; it is looked for here, then
                beside the articles, then in the project's folder.

        Raises:
            ValueError: no such table can be corrected, or it does not fit the articles.
            FileNotFoundError: there is no such file.
        """
        for name, table in tables.items():
            if name not in self.correctable:
                known = ", ".join(sorted(self.correctable))
                raise ValueError(f"{name} cannot be corrected in this way; what can: {known}")
            self.corrections[name] = self.correctable[name](self, table)
        self._tables.clear()

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """The table of that name, made if it is not remembered. It must not be changed."""
        if key in self._tables:
            self._tables.move_to_end(key)
            return self._tables[key]
        table = make()
        if table.size <= MOST_CELLS:
            self._tables[key] = table
            while sum(one.size for one in self._tables.values()) > MOST_CELLS:
                self._tables.popitem(last=False)
        return table

    def __repr__(self) -> str:
        skipped = int((self.report["status"] == "skipped").sum())
        doubtful = int((self.report["why"] != "").sum()) - skipped
        notes = [f"{skipped} skipped"] * bool(skipped) + [f"{doubtful} to check"] * bool(doubtful)
        articles = f"{len(self)} article{'s' * (len(self) != 1)}"
        said = f"; {', '.join(notes)}: see story.report" if notes else ""
        return f"<{self.title}: {articles}{said}>"

    def __iter__(self) -> Iterator[Article]:
        return iter(self._articles)

    def __len__(self) -> int:
        return len(self._articles)

    @cached_property
    def _by_id(self) -> dict[str, Article]:
        return {article.id: article for article in self._articles}

    @cached_property
    def outlets(self) -> dict[str, str]:
        """The newsroom of each article: id -> outlet, or the id where nobody says."""
        return {article.id: article.name for article in self._articles}

    @cached_property
    def names(self) -> dict[str, str]:
        """What to call each article: id -> outlet, numbered where an outlet has several.

        >>> Story([Article(id="a", text="x", outlet="Daily"), Article(id="b", text="x",
        ...     outlet="Daily")]).names
        {'a': 'Daily (1)', 'b': 'Daily (2)'}
        """
        times, seen = Counter(self.outlets.values()), Counter[str]()
        names = {}
        for key, outlet in self.outlets.items():
            names[key] = outlet
            while times[outlet] > 1 and names[key] in times:  # another may be called "Daily (1)"
                seen[outlet] += 1
                names[key] = f"{outlet} ({seen[outlet]})"
        return names

    def table(self) -> pd.DataFrame:
        """One row an article: what is known of it, and from where.

        Returns:
            article, outlet (as in every layer: the article's name where nobody says), agency,
            byline, published, headline, deck, paragraphs (count), removed (count of lines and
            pieces left out), supplied (the columns that a person filled in, not the file).
        """
        return pd.DataFrame([_facts(article) for article in self._articles], dtype=object)

    def removed(self) -> pd.DataFrame:
        """One row a line or piece left out: article, outlet, line (from 1), text, reason."""
        rows = [
            (article.id, self.names[article.id], *removed)
            for article in self._articles
            for removed in article.removed
        ]
        return pd.DataFrame(rows, columns=["article", "outlet", "line", "text", "reason"])


def _facts(article: Article) -> dict[str, object]:
    supplied = [name for name, source in article.evidence.items() if source.startswith("a person")]
    return {
        "article": article.id,
        "outlet": article.name,
        "agency": article.agency,
        "byline": article.byline,
        "published": article.published,
        "headline": article.headline,
        "deck": article.deck,
        "paragraphs": len(article.paragraphs),
        "removed": len(article.removed),
        "supplied": ", ".join(supplied),
    }


def _letters(number: int) -> str:
    """a to z, then aa, ab and so on."""
    more, letter = divmod(number, 26)
    return (_letters(more - 1) if more else "") + chr(ord("a") + letter)


def report_table(rows: list[dict[str, object]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=REPORT, dtype=object)
    texts = table.columns.difference(["line", "removed"])
    table[texts] = table[texts].fillna("")
    return table.astype({"line": "Int64", "removed": "Int64"})
