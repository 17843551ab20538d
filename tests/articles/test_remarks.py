"""Copies, other languages and paywalls get a remark in the report."""

import pytest

from tellings import read_story

BODY = (
    "The ferry company said on Friday that the old boat would be sold to Norway in the spring.\n\n"
    "Its captain told the council that the crew had not been asked about the price.\n\n"
    "“It is not safe,” she said, and added that a new boat should have been bought in 2009.\n\n"
)
MORE = "The council will meet again on Monday to talk about the price of the new boat.\n\n"
OTHER = (
    "Two ministers met in Oslo to share the cod of the northern sea among their countries.\n\n"
    "Nobody expected them to agree, since talks had failed in the spring and in the summer.\n\n"
)


def folder_of(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(f"Ferry to stop\n\n{text}", encoding="utf-8")
    return folder


def why(folder, **files):
    return read_story(folder_of(folder, **files)).report.set_index("path")["why"]


@pytest.mark.parametrize("second, remark", [
    (BODY.upper(), "the same text as a"), (BODY.replace("spring.", "spring!"), "the same text as a"),
    (BODY + MORE, "nearly the same text as a, which has about 75% of its wording"),
    (MORE + BODY, "nearly the same text as a, which has about 75% of its wording"),
    (BODY.replace("Friday", "Monday"), "nearly the same text as a, which has about 89% of its wording"),
    (OTHER, ""), (OTHER + MORE, ""), (MORE, "very short: 16 words in its paragraphs"),
])  # fmt: skip
def test_copies(tmp_path, second, remark):
    found = why(tmp_path, a=BODY, b=second)
    assert found["a.txt"] == ""
    assert found["b.txt"] == remark


@pytest.mark.parametrize(
    "second", [BODY, BODY.replace("\n\n", "\n"), BODY + "\n\n", BODY.replace(" said", "  said")]
)
def test_a_second_copy_is_kept_out_of_the_story(tmp_path, second):
    story = read_story(folder_of(tmp_path, a=BODY, b=OTHER, c=second))
    assert [article.id for article in story] == ["a", "b"]
    row = story.report.set_index("path").loc["c.txt"]
    assert (row["status"], row["why"]) == ("skipped", "the same text as a.txt")
    assert (
        row["todo"]
        == "Remove one of the two; if two newsrooms printed it, name both in story.toml."
    )


@pytest.mark.parametrize("first, second, read", [
    ("The Daily", "The Evening", ["a", "b"]), ("The Daily", "The Daily", ["a"]), ("The Daily", None, ["a"]), (None, "The Daily", ["a"]),
])  # fmt: skip
def test_one_text_in_two_newsrooms_is_read_for_both(tmp_path, first, second, read):
    told = {"a": first, "b": second}
    lines = [f'[articles.{name}]\noutlet = "{outlet}"\n' for name, outlet in told.items() if outlet]
    (tmp_path / "story.toml").write_text("".join(lines), encoding="utf-8")
    story = read_story(folder_of(tmp_path, a=BODY, b=BODY))
    assert [article.id for article in story] == read
    assert "the same text as a" in story.report["why"].iloc[1]


def test_a_third_copy_without_a_newsroom_is_one_copy_too_many(tmp_path):
    toml = '[articles.a]\noutlet = "The Daily"\n[articles.b]\noutlet = "The Evening"\n'
    (tmp_path / "story.toml").write_text(toml, encoding="utf-8")
    story = read_story(folder_of(tmp_path, a=BODY, b=BODY, c=BODY))
    assert [article.id for article in story] == ["a", "b"]
    assert story.report["why"].iloc[2] == "the same text as a.txt"


@pytest.mark.parametrize("text", [
    "Die Fährgesellschaft erklärte am Freitag, dass das alte Schiff verkauft werde.\n\nDer Kapitän wurde nicht gefragt, sagte ein Sprecher der Stadt.",
    "La compañía dijo el viernes que el viejo barco sería vendido en primavera.\n\nEl capitán no fue consultado, según un portavoz de la ciudad.",
    "La compagnie a annoncé vendredi que le vieux bateau serait vendu au printemps.\n\nLe capitaine n’a pas été consulté, selon un porte-parole.",
    "Компания сообщила в пятницу, что старый корабль будет продан весной.\n\nКапитана об этом не спросили, сказал представитель города.",
    "両国の大臣は月曜日に港で会談した。\n\n春に協定に署名する予定である。",
    "한국과 일본의 장관은 월요일 서울에서 회담을 가졌다.\n\n봄에 협정에 서명할 예정이다.",
])  # fmt: skip
def test_other_languages(tmp_path, text):
    assert "does not look like English" in why(tmp_path, a=text)["a.txt"]


@pytest.mark.parametrize("line", [
    "We use cookies to improve your experience.", "This website uses cookies. Accept all cookies?", "Subscribe to continue reading.",
    "Already a subscriber? Log in.", "This article is for subscribers only.", "You have reached your monthly article limit.",
    "You have 2 free articles left.", "Please enable JavaScript to read this page.", "Create a free account to read on.",
    "Sign in to read the full story.",
])  # fmt: skip
def test_cookies_and_paywalls(tmp_path, line):
    found = why(tmp_path, a=f"{BODY}{line}\n")["a.txt"]
    assert found == f"a line about cookies or a subscription, not of the article: {line}"
    assert read_story(tmp_path).report["line"].tolist() == [9]


@pytest.mark.parametrize("line", [
    "The bakery sold cookies to the crew on Friday.", "Subscribers to the ferry's fund were told on Monday.",
    "He continued reading the letter aloud, she said.", "The account of the captain was read in court.",
])  # fmt: skip
def test_prose_about_such_things_gets_no_remark(tmp_path, line):
    assert why(tmp_path, a=f"{BODY}{line}\n")["a.txt"] == ""


def test_many_copies_are_compared_in_time_that_grows_with_their_number(tmp_path):
    found = why(
        tmp_path, **{f"a{number:03}": f"{BODY}Boat {number} left.\n" for number in range(300)}
    )
    assert found.str.startswith("nearly the same text as a000, ").sum() == 299


@pytest.mark.parametrize("day, said", [
    ("2018-03-13", "published 1 day before the event of 2018-03-14"),
    ("2018-03-04", "published 10 days before the event of 2018-03-14"),
    ("2018-03-14", ""), ("2018-03-15", ""),
])  # fmt: skip
def test_an_article_from_before_the_event(tmp_path, day, said):
    known = f"event_date = 2018-03-14\n[articles.a]\npublished = {day}\n"
    (tmp_path / "story.toml").write_text(known, encoding="utf-8")
    assert why(tmp_path, a=BODY)["a.txt"] == said
