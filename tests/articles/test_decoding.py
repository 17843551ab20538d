"""Bytes become text: damaged UTF-8, old encodings, and files that are no text."""

import pytest

from tellings import read_story
from tellings.articles.decoding import decode
from tellings.articles.notes import ReadingError

QUOTES = str.maketrans("«»„”—–", '""""--')  # encodings without curly quotation marks
ENGLISH = "The ferry company said on Friday that the old boat would be sold in the spring.\n\n"
RUSSIAN = (
    "Министры двух стран встретились в понедельник в порту и договорились о паромах. «Мы "
    "обсудили все вопросы, — сказал министр, — и подпишем договор весной». Оппозиция "
    "раскритиковала решение правительства и потребовала объяснений в парламенте."
)
JAPANESE = (
    "両国の大臣は月曜日に港で会談し、フェリーの運航で一致した。「関係は重要だ」と大臣は述べた。"
    "会談は三時間続き、春に協定に署名する予定である。野党は政府の決定を批判した。"
)
CHINESE = (
    "两国部长星期一在港口举行会谈，同意进一步合作。部长说：“我们讨论了所有问题，准备在春天签署"
    "协议。”会谈持续了三个小时。反对党批评政府的决定，要求在议会作出解释。"
)
TAIWANESE = (
    "兩國部長星期一在港口舉行會談，同意進一步合作。部長說：「我們討論了所有問題，準備在春天簽署"
    "協議。」會談持續了三個小時。反對黨批評政府的決定，要求在議會作出解釋。"
)
KOREAN = (
    "양국 장관은 월요일 항구에서 회담을 갖고 협력을 추진하기로 합의했다. “관계는 중요하다”고 장관은 "
    "말했다. 회담은 세 시간 동안 계속되었으며 봄에 협정에 서명할 예정이다."
)
POLISH = (
    "Ministrowie obu państw spotkali się w poniedziałek w porcie. „Omówiliśmy wszystko – "
    "powiedział minister – i wiosną podpiszemy porozumienie”. Opozycja zażądała wyjaśnień."
)
CZECH = (
    "Ministři obou zemí se v pondělí sešli v přístavu a dohodli se na spolupráci. „Projednali "
    "jsme všechny otázky,“ řekl ministr, „a na jaře chceme podepsat dohodu.“"
)
GREEK = (
    "Οι υπουργοί των δύο χωρών συναντήθηκαν τη Δευτέρα στο λιμάνι. «Συζητήσαμε όλα τα θέματα», "
    "είπε ο υπουργός. Η αντιπολίτευση επέκρινε την απόφαση της κυβέρνησης."
)


@pytest.mark.parametrize("words", [
    "“It’s late,” he said — it cost £7m.", "Begoña Ibáñez spoke.", "She left Malmö.", "São João’s ferry.",
    "At 12°C and ½ past.", "A €2bn deal, or £3bn.", "Søren Kierkegård and Þór Ægisson.", "“ÁLVARO NÚÑEZ WINS”",
    "Côte d’Ivoire’s naïveté.", "À la carte, vis-à-vis", "Müller", "§12 ‘quote’ …", "Škoda’s © 2015 • Plzeň™".replace("ň", "n"),
    "10 µm ± 2, 4 × 5", "« Liberté » là où il dîne", "„Größe und Maß“", "¿Cuándo? ¡Mañana!", "col·legi", "$5 ¢10 ¥12",
])  # fmt: skip
@pytest.mark.parametrize("before", ["", ENGLISH])
def test_western_windows_comes_before_rarer_encodings(before, words):
    text, note = decode(f"{before}{words}\n".encode("cp1252"))
    assert text == f"{before}{words}\n"
    assert note["why"] == "not UTF-8; read as cp1252, which is a guess"


@pytest.mark.parametrize("encoding, text", [
    ("cp1251", RUSSIAN), ("koi8_r", RUSSIAN.translate(QUOTES)), ("cp932", JAPANESE), ("euc_jp", JAPANESE), ("gb18030", CHINESE),
    ("big5", TAIWANESE), ("cp949", KOREAN), ("cp1250", POLISH), ("iso8859_2", POLISH.translate(QUOTES)), ("cp1253", GREEK),
    ("mac_roman", "“It’s late,” he said — it cost £7m. Begoña left Zürich’s café."),
    ("cp850", "Begoña Ibáñez left Zürich and the café; Jürgen Groß said no."),
])  # fmt: skip
@pytest.mark.parametrize("times", [1, 8])
@pytest.mark.parametrize("before", ["", ENGLISH])
def test_other_encodings_are_still_told(before, times, encoding, text):
    text = before + "\n\n".join([text] * times)
    assert decode(text.encode(encoding))[0] == text


def test_a_czech_text_of_windows_is_told_by_its_many_accents():
    assert decode(CZECH.encode("cp1250"))[0] == CZECH


UTF8 = f"{ENGLISH}“It’s late,” said Begoña — the crew had left Zürich.\n".encode()


@pytest.mark.parametrize("bad", [b"\xff", b"\x92", b"\xe9", b"\xc3", b"\x80"])
def test_one_bad_byte_anywhere_is_marked_and_the_rest_is_kept(bad):
    for place in range(len(UTF8) + 1):
        text, note = decode(UTF8[:place] + bad + UTF8[place:])
        assert "\ufffd" in text
        assert note["line"] == UTF8[:place].count(b"\n") + 1
        assert note["why"].endswith(f"each marked \ufffd, in line {note['line']}")


def test_a_file_cut_inside_a_letter_is_marked_there():
    whole = UTF8.decode()
    for place in range(len(UTF8)):
        text = decode(UTF8[:place])[0]
        assert whole.startswith(text.removesuffix("\ufffd"))


@pytest.mark.parametrize("data, text", [
    (b"Cut in its only letter: caf\xc3", "Cut in its only letter: caf\ufffd"),
    (b"Cut in its last mark, he said.\xe2\x80", "Cut in its last mark, he said.\ufffd"),
    (b"A Western letter at the end: Malm\xf6", "A Western letter at the end: Malmö"),
    (b"A Western letter at the end: caf\xe9", "A Western letter at the end: café"),
    (b"\x93CAF\xc9\x94 it said", "“CAFÉ” it said"),
    ("“Ça va”, dit-elle.".encode() + b" \x97", "“Ça va”, dit-elle. \ufffd"),
    (RUSSIAN.encode() + b"\xd0", RUSSIAN + "\ufffd"), (JAPANESE.encode()[:-1], JAPANESE[:-1] + "\ufffd"),
    ("It is late. Malmö".encode("utf-16")[:-1], "It is late. Malm\ufffd"),
    (b"\xef\xbb\xbf" + "“No.”".encode() + b"\xff", "“No.”\ufffd"),
])  # fmt: skip
def test_damaged_utf8_or_an_old_encoding(data, text):
    assert decode(data)[0] == text


@pytest.mark.parametrize("text", [
    ENGLISH, "“It’s late,” said Zoë.\n", "Two ministers met.", "A €2bn deal, £3bn.", "Talks — begin\r\n\r\nnow", "x" * 999, "1 2 3 4 5",
    ENGLISH + KOREAN[:20], ENGLISH + POLISH, POLISH, CZECH, "😀 They met on Monday.",
])  # fmt: skip
def test_wide_letters_are_told_with_a_mark_and_without(text):
    lines = text.replace("\r\n", "\n")
    for encoding in ("utf-16-le", "utf-16-be"):
        told, note = decode(text.encode(encoding))
        assert told == lines
        assert note["why"] == f"not UTF-8; read as {encoding.replace('-', '_')}, which is a guess"
        mark = "\ufeff".encode(encoding)
        known = {"line": None, "why": "", "todo": "", "encoding": "UTF-16, by its first bytes"}
        assert decode(mark + text.encode(encoding)) == (lines, known)
        cut = decode(text.encode(encoding)[:-1])
        assert cut[0] == lines[:-1] + "\ufffd"
        assert "guess; UTF-16 with damaged letters" in cut[1]["why"]
    assert decode(text.encode("utf-32")) == (
        lines,
        known | {"encoding": "UTF-32, by its first bytes"},
    )


@pytest.mark.parametrize("data", [
    bytes(range(256)) * 4, b"MZ\x90\x00" + bytes(400), b"\x00\x01" * 300, b"a\0" * 4 + b"\0\0" * 40, b"They met.\0", b"\0", b"\0\0",
    b"RIFF" + bytes([0, 7]) * 90, b"SQLite format 3\0" + bytes(99), "They met.".encode("utf-32-le"),
])  # fmt: skip
def test_bytes_with_zeros_that_are_no_text(data):
    with pytest.raises(ReadingError, match="not text"):
        decode(data)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_however_they_end(end):
    whole = f"Ferry to stop{end}{end}It is late.{end}A caf\xe9.{end}"
    text, note = decode(whole.encode("cp1252"))
    assert (text, note["line"]) == ("Ferry to stop\n\nIt is late.\nA café.\n", 4)
    text, note = decode(f"“It’s late,”{end}he said.".encode() + end.encode() + b"\xff")
    assert note["line"] == 3


def test_quotations_survive_a_bad_byte_and_the_report_says_where(tmp_path):
    data = "Ferry to stop\n\nIt is late.\n\n“It is not safe,” said Nora Webb.\n\nWork begins.\n".encode()
    (tmp_path / "a.txt").write_bytes(data + b"\xe2\x80\n\xff\n")
    story = read_story(tmp_path)
    row = story.report.iloc[0]
    assert "“It is not safe,” said Nora Webb." in story[0].text
    assert (row["status"], row["line"]) == ("read", 8)
    assert row["why"].startswith("UTF-8 with damaged letters, each marked \ufffd, in lines 8, 9")
