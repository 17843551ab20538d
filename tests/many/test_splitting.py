"""A table parted into stories: every row stands in one of them, as it was."""

import csv
import json

import pytest

import tellings as tl

ROWS = [
    {"event": event, "source": "Daily", "text": f"“It is {n},” she said;\nthen\r\nthey left, all of them, for the day."}
    for n, event in enumerate(["a/b", "Ähre", "a/b", "a b", "A/B"])
]  # fmt: skip


def written(path, delimiter):
    if path.suffix == ".jsonl":
        text = "\n\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS)
        path.write_text("\ufeff" + text, encoding="utf-8", newline="")
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, list(ROWS[0]), delimiter=delimiter)
            table.writeheader()
            table.writerows(ROWS)
    return path


def texts(paths):
    return [[article.text for article in tl.read_story(path)] for path in paths]


@pytest.mark.parametrize(
    "name, delimiter", [("all.csv", ","), ("a b.tsv", "\t"), ("ü.csv", ";"), ("all.jsonl", "")]
)
def test_every_row_stands_in_one_story(tmp_path, name, delimiter):
    table = written(tmp_path / name, delimiter)
    (whole,) = texts([table])
    assert len(whole) == len(ROWS)
    parts = tl.split_articles(table, tmp_path / "parts", size=2)
    assert texts(parts) == [whole[:2], whole[2:4], whole[4:]]
    events = tl.split_articles(table, tmp_path / "events", by="event")
    assert texts(events) == [[whole[0], whole[2]], [whole[1]], [whole[3]], [whole[4]]]
    names = [path.name.casefold() for path in events]
    assert len(set(names)) == 4
    ids = [article.id for path in parts for article in tl.read_story(path)]
    assert len(set(ids)) == len(ROWS)


def test_the_same_table_gives_the_same_files_again(tmp_path):
    table = written(tmp_path / "all.jsonl", "")
    first = {
        path: path.read_bytes() for path in tl.split_articles(table, tmp_path / "parts", size=2)
    }
    again = tl.split_articles(table, tmp_path / "parts", size=2)
    assert {path: path.read_bytes() for path in again} == first


@pytest.mark.parametrize("name, content, asked, why", [
    ("a.txt", "They met.", {}, "only CSV and JSON lines"),
    ("a.json", "[{}]", {}, "line 1: not an object of JSON"),
    ("a.jsonl", '{"text": "x"}\n', {"by": "event"}, "line 1: it says nothing in the column event"),
    ("a.jsonl", '{"event": "x"}\nno\n', {"by": "event"}, "line 2: not an object of JSON"),
    ("a.csv", "text,source\nx,y\n", {"by": "event"}, "no column is called event; there are text, source"),
    ("a.csv", "event,text\n,y\n", {"by": "event"}, "row 1: it says nothing in the column event"),
    ("a.csv", 'text\n"They met\n', {}, "a quotation mark is missing"),
    ("a.csv", b"text\nR\xedo\n", {}, "not UTF-8"),
    ("a.csv", "text\nx\n", {"size": 0}, "1 article or more"),
])  # fmt: skip
def test_what_cannot_be_parted_is_told(tmp_path, name, content, asked, why):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ValueError, match=why):
        tl.split_articles(tmp_path / name, tmp_path / "parts", **asked)
