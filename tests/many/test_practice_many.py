"""The invented year of practice_many/ and its key, which says which row tells of which event."""

import csv
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

import tellings as tl
from tellings.articles.article import Article

ROOT = Path(__file__).resolve().parents[2]
KEY = ROOT / "practice_many" / "gold" / "events.csv"


@pytest.fixture(scope="module")
def events() -> dict[str, list[Article]]:
    """The articles of each event."""
    story = tl.read_story(ROOT / "practice_many")
    with KEY.open(encoding="utf-8", newline="") as key:
        event = {row["article"]: row["event"] for row in csv.DictReader(key)}
    assert list(event) == list(story.outlets)
    told: dict[str, list[Article]] = {}
    for article in story:
        told.setdefault(event[article.id], []).append(article)
    return told


def test_every_article_is_whole() -> None:
    story = tl.read_story(ROOT / "practice_many")
    told = story.table()[["outlet", "published", "headline", "byline"]]
    assert told.notna().all(axis=None)
    assert not story.table()["removed"].any()
    assert told["published"].is_monotonic_increasing


def test_fourteen_events_are_told_by_several_newspapers(events: dict[str, list[Article]]) -> None:
    assert Counter(len(articles) for articles in events.values()) == {3: 12, 2: 2, 1: 2}


def test_an_event_is_told_within_three_days_and_once_by_a_newspaper(
    events: dict[str, list[Article]],
) -> None:
    for event, articles in events.items():
        days = sorted(article.published for article in articles if article.published)
        assert days[-1] - days[0] < timedelta(days=3), event
        assert len({article.outlet for article in articles}) == len(articles), event
