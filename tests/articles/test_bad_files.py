"""Bad files and odd ones: each has its row in the report, and nothing in it is lost or changed unsaid."""

import codecs
import json
import os
import re
import socket
import zipfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pypdf import PdfReader, PdfWriter

from articles.test_readers import FIRST, SECOND, open_document, paragraph, pdf, word, zipped
from tellings import read_story
from tellings.articles.readers import READERS
from tellings.articles.story import Story, StoryError


@pytest.fixture(autouse=True)
def short_articles(monkeypatch: pytest.MonkeyPatch) -> None:
    """The articles here are short, and that is not what is wrong with them."""
    monkeypatch.setattr("tellings.articles.reading._SHORT", 0)


BODY = f"{FIRST}\n\n{SECOND}"
TEXT = f"Ferry to stop\n\n{BODY}\n"
SAID = "“We don’t know,” said Zoë Marsh – a café’s owner."
QUOTED = f"Ferry to stop\n\n{FIRST}\n\n{SAID}\n"
KOREAN = (
    "양국 장관은 월요일 항구에서 회담을 갖고 협력을 추진하기로 합의했다. 관계는 중요하다고 장관은 말했다.\n"
    * 2
)
JAPANESE = (
    "両国の大臣は月曜日に港で会談し、フェリーの運航で一致した。「関係は重要だ」と大臣は述べた。\n"
    * 2
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(100)
PNG, JPEG, ZIP = (
    b"\x89PNG\r\n\x1a\n" + bytes(99),
    b"\xff\xd8\xff\xe0" + bytes(99),
    zipped(other="x"),
)


def raw(text: str) -> bytes:
    """The bytes that a row writes as letters: "\x93" is one byte."""
    return text.encode("latin-1")


def broken_twice(text: str) -> bytes:
    return text.encode().decode("cp1252").encode().decode("cp1252", "ignore").encode()


# name, what is in the file, status, line, in why, in todo, in the article's text
TEXTS = [
    ("old.txt", QUOTED.encode("cp1252"), "read", 5, "read as cp1252, which is a guess", "accented letters", SAID),
    ("mark16.txt", QUOTED.encode("utf-16"), "read", None, "", "", SAID),
    ("be16.txt", codecs.BOM_UTF16_BE + QUOTED.encode("utf-16-be"), "read", None, "", "", SAID),
    ("le16.txt", QUOTED.encode("utf-16-le"), "read", 1, "read as utf_16_le, which is a guess", "save it as UTF-8", SAID),
    ("bare16.txt", QUOTED.encode("utf-16-be"), "read", 1, "read as utf_16_be, which is a guess", "save it as UTF-8", SAID),
    ("mark32.txt", QUOTED.encode("utf-32"), "read", None, "", "", SAID),
    ("half16.txt", QUOTED.encode("utf-16")[:-1], "read", 5, "damaged letters", "save the file as UTF-8", SAID),
    ("korean.txt", KOREAN.encode("euc-kr"), "read", 1, "read as cp949, which is a guess; does not look like English", "Leave it out", KOREAN[:9]),
    ("japanese.txt", JAPANESE.encode("shift_jis"), "read", 1, "read as cp932, which is a guess; no sentence found in it; does not look like English", "Leave it out", JAPANESE[:9]),
    ("cut.txt", QUOTED.encode().partition(b" owner")[0].replace(b"caf\xc3\xa9", b"caf\xc3"), "read", 5, "UTF-8 with damaged letters, each marked �, in line 5", "what should stand in place of �", "caf�’s"),
    ("seven.txt", QUOTED.encode("utf-7"), "read", None, "", "", "+IBw-We don+IBk-t"),
    ("moji.txt", QUOTED.encode().decode("cp1252", "replace").replace("â€�", "â€\x9d").encode(), "read", 5, "garbled signs such as â€™ were put right", "Check the signs", SAID),
    ("twice.txt", broken_twice(QUOTED.replace("”", "")), "read", 5, "garbled signs such as â€™ were put right", "Check the signs", SAID.replace("”", "")),
    ("apple.txt", QUOTED.encode().decode("mac_roman").encode(), "read", 5, "garbled signs", "Check the signs", "“We don’t know,”"),
    ("gone.txt", QUOTED.replace("’", "\ufffd").encode(), "read", 5, "2 letters are lost, each marked �", "Write there what should stand", "don\ufffdt"),
    ("asked.txt", f"{TEXT}They don?t know, and it?s late.\n".encode(), "read", 6, "2 question marks inside words, as where letters were lost", "what should stand", "don?t know"),
    ("bom.txt", f"Ferry to stop\n\n\ufeff{FIRST}\n\n\ufeff{SECOND}\n".encode(), "read", 3, "2 invisible signs were taken out", "", BODY),
    ("marks.txt", TEXT.replace("union", "un\u00adi\u200bon\u200f\u202c").encode(), "read", 5, "4 invisible signs were taken out", "", BODY),
    ("nul.txt", TEXT.replace("crew", "cr\0ew").encode(), "skipped", 5, "not text: line 5 holds a control character", "Save it as plain text", None),
    ("bell.txt", TEXT.replace("crew ", "crew\x07 ").encode(), "read", 5, "1 control character was taken out", "Check", "Its crew"),
    ("mixed.txt", raw("Ferry to stop\r\n\r" + FIRST + "\n\r\nCaf\xe9 owners said they had not been asked at all.\r"), "read", 5, "read as cp1252", "", "Café owners"),
    ("mac.txt", raw(TEXT.replace("\n", "\r") + "\rCaf\xe9 owners said they had not been asked.\r"), "read", 7, "read as cp1252", "", "Café owners"),
    ("separators.txt", TEXT.replace("\n", "\u2028").encode(), "read", 1, "5 line separators were made line ends", "", BODY),
    ("nel.txt", TEXT.replace("\n", "\x85").encode(), "read", 1, "5 Windows signs such as “ were put right; one line only", "", "Ferry to stop……"),
    ("feed.txt", TEXT.replace("\n\n", "\n\x0c\n").encode(), "read", None, "", "", BODY),
    ("space.txt", b" \n\t\r\n\x0c ", "skipped", None, "the file is empty", "Save it again", None),
    ("mark.txt", codecs.BOM_UTF8, "skipped", None, "the file is empty", "Save it again", None),
    ("short.txt", b"Three words only", "read", 1, "no sentence found in it", "Check that this is an article", "Three words only"),
    ("picture.txt", PNG, "skipped", None, "begins like a PNG picture", "copy the article", None),
    ("essay.txt", word(paragraph(FIRST)), "skipped", None, "begins like a Word document or another zipped file", "Give its name the ending .docx", None),
    ("program.txt", b"\x7fELF\x02\x01\x01" + bytes(99), "skipped", 1, "a control character, as binary files do", "", None),
    ("noise.txt", bytes(range(128, 256)) * 3, "skipped", 1, "no encoding we know", "in UTF-8", None),
    ("code.txt", f"<html><body><p>{FIRST}</p></body></html>".encode(), "skipped", 1, "looks like HTML", "the ending .html", None),
    ("notes.md", b"---\ntitle: \xe2\x80\nsource: The Daily\n---\n" + TEXT.encode(), "read", 2, "damaged letters", "", BODY),
    ("quotes.txt", ("Ferry\n\n" + "“" * 100_000 + f"\n\n{TEXT}").encode(), "read", None, "", "", BODY),
    ("names.txt", ("By x\n\n" * 12_000 + TEXT).encode(), "read", None, "", "", BODY),
    ("brackets.md", b"[" * 200_000 + b"\n\n" + TEXT.encode(), "read", None, "", "", BODY),
    ("open.md", f"---\ntitle: Talks\n\n{TEXT}".encode(), "read", None, "", "", "title: Talks"),
]  # fmt: skip
HEAD = "title,text\n"
TABLES = [
    ("stray.csv", f'{HEAD}One,Two. Three.\nTwo,"They met.\nThree,They left.\n'.encode(), "skipped", 3, "a quotation mark opens here", "Write each quotation mark inside a cell twice", None),
    ("nothing.csv", b"", "skipped", None, "the file is empty", "", None),
    ("head.csv", HEAD.encode(), "skipped", None, "a table without rows", "Add the articles", None),
    ("headless.csv", f'One,"{BODY}"\n'.encode(), "skipped", 1, "no column holds the text", "Add a column called text", None),
    ("twice.csv", f'text,title,text\n"{BODY}",One,{SECOND.replace(",", "")}\n'.encode(), "skipped", 1, "two columns are called text", "Rename one of them", None),
    ("wide.csv", b"a," * 1_000_000 + b"\n" + b"1," * 1_000_000 + b"\n", "skipped", 1, "no column holds the text; there are a, a,", "", None),
    ("many.csv", b"text\n" + b"a\n" * 1_000_001, "skipped", None, "a table of more than 1,000,000 rows", "a table of their own", None),
    ("nul.csv", f'{HEAD}One,"{FIRST}\0"\n'.encode(), "skipped", 2, "a control character", "", None),
    ("a.json", b'"They met."', "skipped", 1, "no object of JSON", "", None),
    ("b.json", b"[]", "skipped", None, "a table without rows", "", None),
    ("c.json", json.dumps({"text": FIRST}).encode()[:-3], "skipped", 1, "not JSON", "Save it anew", None),
    ("d.json", b"[" * 100_000, "skipped", None, "nested too deep", "without nesting", None),
    ("e.json", b'{"articles": [{"text": "They met."}]}', "skipped", 1, "no column holds the text; there are articles", "", None),
    ("f.json", b'{"text": ' + b"9" * 5000 + b"}", "read", 1, "no sentence found", "", "9" * 5000),
    ("g.json", '\ufeff{"text": NaN}'.encode(), "skipped", 1, "its column text is empty", "", None),
    ("h.json", json.dumps({"text": BODY}).encode("utf-16"), "read", None, "", "", BODY),
    ("old.xlsx", OLE, "skipped", None, "an old Word or Excel file", "Save As", None),
    ("locked.xlsx", LOCKED, "skipped", None, "a password", "without the password", None),
    ("sheet.xlsx", HEAD.encode() + b"One,Two. Three.\n", "skipped", None, "not a whole Excel workbook", "Save it anew", None),
    ("page.xlsx", ZIP, "skipped", None, "not a whole Excel workbook", "Save it anew", None),
    ("paper.xlsx", pdf("Talks"), "skipped", None, "begins like a PDF file", "Give its name the ending .pdf", None),
]  # fmt: skip


def with_password(data: bytes) -> bytes:
    """A zip file whose one part says that it is encrypted, at its beginning and in the directory."""
    central = data.index(b"PK\x01\x02")
    return data[:6] + b"\x01" + data[7 : central + 8] + b"\x01" + data[central + 9 :]


DOCUMENTS = [
    ("bomb.docx", zipped(word__document=" " * 100_000_001), "skipped", None, "larger than 100 MB", "save it anew", None),
    ("bombs.docx", zipped(word__document=paragraph("x"), word__inner=zipped(a="0" * 9_999_999).decode("latin-1")), "skipped", None, "not a whole Word document", "", None),
    ("paper.docx", pdf("Talks"), "skipped", None, "begins like a PDF file", "Give its name the ending .pdf", None),
    ("photo.docx", JPEG, "skipped", None, "begins like a JPEG picture", "copy the article", None),
    ("text.docx", TEXT.encode(), "skipped", None, "not a whole Word document", "save it anew", None),
    ("book.docx", ZIP, "skipped", None, "not a whole Word document", "save it anew", None),
    ("old.docx", OLE, "skipped", None, "an old Word or Excel file", "Word Document (.docx)", None),
    ("locked.docx", LOCKED, "skipped", None, "a password", "without the password", None),
    ("half.docx", word(paragraph(FIRST))[:-30], "skipped", None, "not a whole Word document", "save it anew", None),
    ("spoilt.docx", with_password(word(paragraph(FIRST))), "skipped", None, "a password", "without the password", None),
    ("laughs.docx", zipped(word__document='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "skipped", None, "it defines entities", "save it anew", None),
    ("outside.docx", zipped(word__document='<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), "skipped", None, "it defines entities", "save it anew", None),
    ("wide.docx", zipped(word__document='<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")), "skipped", None, "it defines entities", "save it anew", None),
    ("macro.docm", word(paragraph(FIRST)), "skipped", None, "a Word document with macros (.docm)", "Word Document (.docx)", None),
    ("deleted.docx", word(paragraph(FIRST) + "<w:p><w:del><w:r><w:delText>Never. </w:delText></w:r></w:del><w:r><w:footnoteReference/></w:r></w:p>" + paragraph(SECOND)), "read", 1, "left out: words deleted with tracked changes (1), footnotes (1)", "belongs to the article", SECOND),
    ("notes.odt", open_document(f"<text:p>{FIRST}<text:note><text:p>So.</text:p></text:note></text:p><text:p>{SECOND}<office:annotation><text:p>Why?</text:p></office:annotation></text:p>"), "read", 1, "left out: footnotes (1), comments (1)", "belongs to the article", FIRST),
    ("empty.docx", word(""), "skipped", None, "the file is empty", "", None),
    ("half.odt", open_document(f"<text:p>{FIRST}</text:p>")[:-9], "skipped", None, "not a whole OpenDocument", "save it anew", None),
    ("spaces.odt", open_document(f"<text:p>{FIRST}<text:s text:c='99999999999'/>{SECOND}</text:p>"), "read", 1, "one line only", "", SECOND),
    ("count.odt", open_document(f"<text:p>{FIRST}<text:s text:c='x'/>{SECOND}</text:p>"), "read", 1, "one line only", "", f"{FIRST} {SECOND}"),
]  # fmt: skip
PAGE = f"<html><head><title>x</title></head><body><article><h1>Ferry to stop</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
RUSSIAN = f"Министры двух стран встретились в порту. {FIRST}"
PAGES = [
    ("large.html", b"<p>" + b"They met. " * 5_000_000, "skipped", None, "larger than 20 MB", "HTML only", None),
    ("deep.html", b"<div>" * 1000 + PAGE.encode(), "read", 1, "no article was found on this page, so its lines are read by rule", "Compare it with the page", BODY),
    ("deepest.html", b"<div>" * 100_000 + PAGE.encode(), "skipped", None, "nested too deep", "copy the article", None),
    ("bodyless.html", b"<html><head><title>Ferry to stop</title></head></html>", "skipped", None, "without any words", "Save the page again", None),
    ("frames.html", b"<html><frameset cols='1,2'><frame src='a.html'><frame src='b.html'></frameset></html>", "skipped", None, "without any words", "Save the page again", None),
    ("moved.html", b"<html><head><meta http-equiv='refresh' content='0;url=x.html'></head><body>You are sent on.</body></html>", "read", 1, "one line only", "Check that the whole", "You are sent on."),
    ("lies.html", PAGE.replace("<head>", "<head><meta charset='utf-8'>").replace("crew", "caf\xe9").encode("cp1252"), "read", 1, "read as cp1252, which is a guess", "", "Its café"),
    ("east.html", PAGE.replace("<head>", "<head><meta charset='windows-1251'>").replace(SECOND, RUSSIAN).encode("cp1251"), "read", 1, "read as cp1251", "", RUSSIAN),
    ("pictures.html", PAGE.replace("<h1>", f"<img src='data:image/png;base64,{'A' * 3_000_000}'><h1>").encode(), "read", None, "", "", BODY),
    ("unclosed.html", f"<html><body><article><h1>Ferry to stop<p>{FIRST}<p>{SECOND}<div><b>".encode(), "read", None, "", "", BODY),
    ("picture.html", PNG, "skipped", None, "begins like a PNG picture", "copy the article", None),
    ("essay.html", word(paragraph(FIRST)), "skipped", None, "begins like a Word document", "Give its name the ending .docx", None),
    ("half.html", PAGE.encode()[:-70], "read", None, "", "", FIRST),
]  # fmt: skip
MULTI = (
    "Subject: Ferry to stop\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n"
)
PLAIN = "Content-Type: text/plain; charset=utf-8\n\n"
MAILS = [
    ("page.eml", f"Subject: x\nContent-Type: text/html\n\n{PAGE}".encode(), "skipped", None, "an e-mail without plain text", "copy the article", None),
    ("nested.eml", f"{MULTI}Content-Type: multipart/alternative; boundary=y\n\n--y\n{PLAIN}{BODY}\n--y\nContent-Type: text/html\n\n<p>x\n--y--\n--x--\n".encode(), "read", None, "", "", BODY),
    ("base64.eml", f"Subject: x\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n****{BODY[:9]}\n".encode(), "read", 1, "the e-mail is damaged or breaks off", "Compare it with", None),
    ("unknown.eml", f"Subject: x\nContent-Type: text/plain; charset=no-such\n\n{BODY}\n".encode(), "read", 1, "charset no-such", "", BODY),
    ("lies.eml", f"Subject: x\nContent-Type: text/plain; charset=utf-8\n\n{BODY}\n\nCaf\xe9 owners were not asked at all.\n".encode("cp1252"), "read", 5, "1 letter is lost", "Write there", "Caf�"),
    ("attached.eml", f"{MULTI}{PLAIN}{BODY}\n--x\nContent-Type: message/rfc822\n\nSubject: y\n\nOther.\n--x\nContent-Type: text/html\nContent-Disposition: attachment; filename=more.html\n\n<p>x\n--x--\n".encode(), "read", 1, "attached, and not read: a file, more.html", "Save it beside this file", BODY),
    ("cut.eml", f"{MULTI}{PLAIN}{BODY}\n".encode(), "read", 1, "the e-mail is damaged or breaks off", "Compare it with", BODY),
    ("long.eml", b"From: a@b.example\nSubject: " + b"=?utf-8?q?a?= \n " * 9000 + b"\n\nThey met.", "skipped", 2, "a heading too long to be one", "copy the article", None),
    ("nothing.eml", b"", "skipped", None, "the file is empty", "", None),
]  # fmt: skip


def encrypted(data: bytes, password: str) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(BytesIO(data))), BytesIO()
    writer.encrypt(password, "owner", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def together(*files: bytes) -> bytes:
    writer, out = PdfWriter(), BytesIO()
    for one in files:
        writer.append(BytesIO(one))
    writer.write(out)
    return out.getvalue()


WORDS = pdf(FIRST)
AES = (
    encrypted(WORDS, "")
    .replace(b"/V 2", b"/V 4/CF<</StdCF<</CFM/AESV2>>>>/StmF/StdCF")
    .replace(b"/R 3", b"/R 4")
)
PRINTED = [
    ("half.pdf", WORDS[: WORDS.index(b"endstream") - 9], "skipped", None, "not a whole PDF file", "copy the article", None),
    ("short.pdf", WORDS[:-60], "skipped", None, "not a whole PDF file", "copy the article", None),
    ("locked.pdf", encrypted(WORDS, "secret"), "skipped", None, "a PDF file with a password", "copy the article", None),
    ("owned.pdf", encrypted(WORDS, ""), "read", 1, "read from a PDF file", "Check the order", FIRST),
    ("coded.pdf", re.sub(rb"(?<=startxref\n)\d+", b"%d" % (AES.index(b"\nxref") + 1), AES), "skipped", None, "a PDF file that is encrypted", "copy the article", None),
    ("mixed.pdf", together(WORDS, pdf(""), pdf(SECOND), pdf("")), "read", 1, "its words are read; no words on page 2, 4", "a picture may hold words", FIRST),
    ("scan.pdf", pdf(""), "skipped", None, "a PDF file of pictures", "copy the article", None),
    ("zero.pdf", pdf("").replace(b"[3 0 R]/Count 1", b"[     ]/Count 0"), "skipped", None, "a PDF file without pages", "", None),
    ("text.pdf", TEXT.encode(), "skipped", None, "not a whole PDF file", "", None),
    ("page.pdf", PAGE.encode(), "skipped", None, "not a whole PDF file", "", None),
    ("open.rtf", rf"{{\rtf1\ansi {{\b Ferry to stop\par {FIRST}\par {SECOND}\par ".encode(), "read", 1, "braces open and close at the wrong places", "save it anew", BODY),
    ("closed.rtf", rf"{{\rtf1\ansi Ferry to stop\par {FIRST}\par }}}} {SECOND}\par}}".encode(), "read", 1, "braces open and close at the wrong places", "Compare it with", FIRST),
    ("bin.rtf", rf"{{\rtf1\ansi Ferry to stop\par {FIRST}\par {{\pict\bin4 ".encode() + b"\x00{\xff\x80" + rf"}}{SECOND}\par}}".encode(), "read", 1, "braces open and close", "", BODY),
    ("page.rtf", rf"{{\rtf1\ansi\ansicpg9999 Ferry to stop\par {FIRST}\par Caf\'e9 owners said no.\par}}".encode(), "read", 3, "1 letter is lost", "", "Caf� owners said no."),
    ("essay.rtf", word(paragraph(FIRST)), "skipped", None, "begins like a Word document", "Give its name the ending .docx", None),
]  # fmt: skip
ROWS = [*TEXTS, *TABLES, *DOCUMENTS, *PAGES, *MAILS, *PRINTED]
GOOD = "Harbour to grow\n\nThe harbour board agreed to build a third quay.\n\nWork begins in May.\n"


def rows_of(folder: Path, name: str, data: bytes) -> pd.DataFrame:
    """The rows of a file beside a good one, each with the text of its article."""
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / name).write_bytes(data)
    story = read_story(folder)
    assert "good" in [article.id for article in story]
    texts = iter(article.text for article in story if article.id != "good")
    rows = story.report.query("path != 'good.txt'")
    is_article = (rows["status"] == "read") & ~rows["why"].str.match(r"holds \d+ article")
    return rows.assign(text=[next(texts) if one else "" for one in is_article])


@pytest.mark.parametrize(
    "name, data, status, line, why, todo, text",
    [pytest.param(*row, id=row[0]) for row in ROWS],
)  # fmt: skip
def test_a_bad_file_has_its_row(tmp_path, name, data, status, line, why, todo, text):
    told = rows_of(tmp_path, name, data).iloc[-1]
    assert (told.status, None if pd.isna(told.line) else told.line) == (status, line)
    assert why in told.why
    assert todo in told.todo
    assert bool(why) == bool(told.why) == bool(told.todo)
    assert (text or "").strip() in told.text


def workbook(*sheets: list[list[object]], hidden: int = -1, state: str = "hidden") -> bytes:
    book, out = Workbook(), BytesIO()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"S{number}")
        sheet.sheet_state = state if number == hidden else "visible"
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def sized(data: bytes, size: str) -> bytes:
    """The workbook with a first sheet that says it is so large."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = re.sub(
                rb'ref="A1:[A-Z0-9]+"', f'ref="A1:{size}"'.encode(), old.read(name), count=1
            )
            new.writestr(name, part)
    return out.getvalue()


ROW = ["One", BODY, "2021-03-02"]
NAMES = ["title", "text", "date"]
HOLDS = ("", "read", 1, "holds 1 article", "Compare the number")
HOLDS_TWO = ("", "read", 1, "holds 2 articles", "Compare the number")
ARTICLE = (", row 1", "read", None, "", "")
EMPTY = "skipped", "its column text is empty", "Add the text"


def held(why: str, todo: str, line: int = 1) -> tuple[str, str, int, str, str]:
    return ("", "read", line, why, todo)


def cells(*rows: str) -> bytes:
    return "\n".join(["title,text", f'One,"{BODY}"', *rows]).encode()


def objects(*lines: str) -> bytes:
    return "\n".join([json.dumps({"title": "One", "text": BODY}), *lines]).encode()


# name, what is in the file, and of each row of the report: place in the file, status, line, why, todo
MANY = [
    ("a.csv", cells("Two", "Three,Four,Five"), [HOLDS, ARTICLE, (", row 2", "skipped", 5, "1 cells, where the first line names 2 columns", "Mend this row"), (", row 3", "skipped", 6, "3 cells", "Mend this row")]),
    ("b.csv", cells("Two,", "Three,  "), [HOLDS, ARTICLE, (", row 2", "skipped", 5, *EMPTY[1:]), (", row 3", "skipped", 6, *EMPTY[1:])]),
    ("c.csv", b"\n\n" + cells(), [HOLDS, (", row 1", "read", None, "", "")]),
    ("d.csv", b'"ti\ntle","te\nxt",text\n1,2,"' + BODY.encode() + b'"\n', [HOLDS, ARTICLE]),
    ("e.csv", cells('=HYPERLINK("x"),"+1 said Ann Lee. They met on Monday."', "@x,=1+1"), [held("holds 3 articles", ""), ARTICLE, (", row 2", "read", None, "", ""), (", row 3", "read", 6, "no sentence found in it", "Check")]),
    ("f.csv", cells(f'One,"{BODY}"'), [HOLDS_TWO, ARTICLE, (", row 2", "skipped", None, "the same text as f.csv, row 1", "Remove one of the two")]),
    ("g.csv", f'date,text\n02/03/2021,"{BODY}"\n'.encode(), [held("1 of its dates could not be understood, or could be two days; the first is 02/03/2021 in row 1", "year-month-day"), ARTICLE]),
    ("h.csv", cells().decode().replace("crew", "caf\xe9").encode("cp1252"), [held("read as cp1252", "accented letters", 4), ARTICLE]),
    ("i.csv", cells('Two,"They don\ufffdt know. They met."'), [HOLDS_TWO, ARTICLE, (", row 2", "read", 5, "1 letter is lost", "Write there")]),
    ("j.csv", cells("Fran&ccedil;ois and JosÃ©,They met on Monday. They left."), [HOLDS_TWO, ARTICLE, (", row 2", "read", 5, "1 HTML entity was decoded; 1 garbled sign", "Check the signs")]),
    ("k.tsv", f"title\ttext\nOne\t{FIRST} They left.\nTwo\n".encode("utf-16"), [HOLDS, (", row 1", "read", None, "", ""), (", row 2", "skipped", 3, "1 cells", "Mend this row")]),
    ("a.jsonl", objects('{"text": "a", "text": "b"}', "[1]", '{"text": NaN}', '{"text": null}', '{"text": [[[]]]}', '{"tex'), [HOLDS, ARTICLE, (", row 2", "skipped", 2, "a name stands twice in it", "Rename one"), (", row 3", "skipped", 3, "not an object of JSON", "Mend this line"), (", row 4", "skipped", 4, *EMPTY[1:]), (", row 5", "skipped", 5, *EMPTY[1:]), (", row 6", "skipped", 6, *EMPTY[1:]), (", row 7", "skipped", 7, "not an object of JSON", "Mend this line")]),
    ("b.jsonl", objects(r'{"title": "x\ud800", "text": "They \ud83d met. They left."}'), [HOLDS_TWO, ARTICLE, (", row 2", "read", 2, "2 letters are lost, each marked \ufffd", "Write there")]),
    ("c.jsonl", objects('{"text": ' + "[" * 900 + '"They met. They left."' + "]" * 900 + "}"), [HOLDS_TWO, ARTICLE, (", row 2", "read", 2, "one line only", "")]),
    ("a.xlsx", workbook([NAMES, ROW, ["Two", None, None]]), [HOLDS, ARTICLE, (", row 2", "skipped", 3, *EMPTY[1:])]),
    ("b.xlsx", workbook([NAMES, ROW], [NAMES, ROW], []), [HOLDS, ARTICLE, (", sheet S1", "skipped", None, "not read, as it is not the first sheet", "Save it as a file of its own")]),
    ("c.xlsx", workbook([["x"]], [NAMES, ROW], hidden=0), [HOLDS, ARTICLE, (", sheet S0", "skipped", None, "not read", "Save it as a file of its own")]),
    ("d.xlsx", workbook([NAMES, [*ROW[:2], 43173]]), [held("could not be understood, or could be two days; the first is 43173 in row 1", "year-month-day"), ARTICLE]),
    ("e.xlsx", sized(workbook([NAMES, ROW]), "XFD1048576"), [HOLDS, ARTICLE]),
    ("f.xlsx", sized(workbook([NAMES, ROW]), "A1"), [HOLDS, ARTICLE]),
    ("g.xlsx", workbook([NAMES, ["Two", "=1+1", None], ROW]), [HOLDS, (", row 2", "read", None, "", ""), (", row 1", "skipped", 2, *EMPTY[1:])]),
    ("a.txt", f"1 of 2 DOCUMENTS\n\nTalks\n\n{BODY}\n\n2 of 2 DOCUMENTS\n\nMore talks\n\nThey don\ufffdt know. They met.\n\nThey left.\n".encode(), [("", "read", None, "holds 2 articles", ""), (", article 1", "read", None, "", ""), (", article 2", "read", 13, "1 letter is lost", "Write there")]),
]  # fmt: skip


@pytest.mark.parametrize("name, data, expected", [pytest.param(*row, id=row[0]) for row in MANY])
def test_each_part_of_a_bad_file_has_its_row(tmp_path, name, data, expected):
    rows = rows_of(tmp_path, name, data)
    assert rows["path"].tolist() == [f"{name}{place}" for place, *_ in expected]
    for row, (_, status, line, why, todo) in zip(rows.itertuples(), expected, strict=True):
        assert (row.status, None if pd.isna(row.line) else row.line) == (status, line)
        assert why in row.why
        assert todo in row.todo
        assert bool(why) == bool(row.why) == bool(row.todo)


AS_ROOT = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="the administrator may read everything, and Windows has other rights",
)
ON_UNIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files in folders")


@ON_UNIX
@pytest.mark.parametrize("names, paths, skipped", [
    (["a\nb.txt"], ["a�b.txt"], 0),
    (["a\x1b[2Jb.txt"], ["a�[2Jb.txt"], 0),
    (["photo\u202etxt.exe.txt"], ["photo�txt.exe.txt"], 0),
    (["👩\u200d🚒 ferry.txt"], ["👩\u200d🚒 ferry.txt"], 0),
    (["cafe\u0301.txt"], ["café.txt"], 0),
    ([os.fsdecode(b"caf\xe9.txt")], ["caf�.txt"], 0),
    (["x" * 251 + ".txt"], ["x" * 251 + ".txt"], 0),
    (["cafe\u0301.txt", "café.txt"], ["café.txt", "café.txt"], 1),
    (["Ferry.txt", "ferry.txt"], ["Ferry.txt", "ferry.txt"], 0),
    (["a.txt", "a.md"], ["a.md", "a.txt"], 1),
    (["=1+1.txt", "-x.txt", "'.txt", "$(ls).txt", "<b>.txt"], ["$(ls).txt", "'.txt", "-x.txt", "<b>.txt", "=1+1.txt"], 0),
    (["日本語.txt", "한국.txt", "עברית.txt"], ["עברית.txt", "日本語.txt", "한국.txt"], 0),
    (["no ending"], ["no ending"], 1), (["dots...txt"], ["dots...txt"], 0), ([" .txt"], [" .txt"], 0),
])  # fmt: skip
def test_files_of_any_name(tmp_path, names, paths, skipped):
    (tmp_path / "good").mkdir()
    (tmp_path / "good" / "good.txt").write_text(GOOD, encoding="utf-8")
    for number, name in enumerate(names):
        text = f"{TEXT}\nThe harbour has {number + 2} quays.\n"
        try:
            (tmp_path / name).write_text(text, encoding="utf-8")
        except OSError:
            pytest.skip("this disk holds no file of such a name")
    if len(list(tmp_path.glob("*.*"))) < len(names) - (names == ["no ending"]):
        pytest.skip("this disk takes two of these names for one")
    story = read_story(
        [*sorted(p for p in tmp_path.iterdir() if p.is_file()), tmp_path / "good" / "good.txt"]
    )
    rows = story.report.iloc[:-1]
    assert rows["path"].tolist() == paths
    assert (rows["status"] == "skipped").sum() == skipped
    assert len(story) == len(names) - skipped + 1
    assert all(one.id.isprintable() or "\u200d" in one.id for one in story)


@ON_UNIX
@pytest.mark.parametrize("make, why, todo", [
    (lambda path: path.symlink_to(path), "a link that leads back to itself", "Put the file itself here"),
    (lambda path: path.symlink_to(path.parent), "a folder, and the files in it are not read", "a story of its own"),
    (lambda path: path.symlink_to(path / "gone"), "a link that leads", "Put the file itself here"),
    (os.mkfifo if hasattr(os, "mkfifo") else None, "a pipe or a device, not a file", "Take it out of the folder"),
    (lambda path: path.symlink_to("/dev/zero"), "a pipe or a device, not a file", "Take it out of the folder"),
    (lambda path: socket.socket(socket.AF_UNIX).bind(str(path)), "a pipe or a device, not a file", "Take it out of the folder"),
    pytest.param(lambda path: (path.touch(), path.chmod(0)), "cannot be read (Permission denied)", "Change its permissions", marks=AS_ROOT),
    pytest.param(lambda path: path.mkdir(0), "a folder, and the files in it are not read", "a story of its own", marks=AS_ROOT),
])  # fmt: skip
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_what_is_no_file_has_its_row(tmp_path, monkeypatch, make, why, todo):
    monkeypatch.chdir(tmp_path)  # the path of a socket is short
    Path("good.txt").write_text(GOOD, encoding="utf-8")
    make(Path("strange.txt") if make is not os.mkfifo else "strange.txt")
    row = read_story(Path()).report.set_index("path").loc["strange.txt"]
    assert (row.status, row.why.startswith(why), todo in row.todo) == ("skipped", True, True)


@AS_ROOT
def test_a_folder_without_permission(tmp_path):
    (tmp_path / "shut").mkdir(0)
    with pytest.raises(
        StoryError, match=r"shut: the folder cannot be read .*; change its permissions"
    ):
        read_story(tmp_path / "shut")


@pytest.mark.parametrize("when", ["stat", "read_bytes"])
def test_a_file_that_vanishes_while_the_folder_is_read_has_its_row(tmp_path, monkeypatch, when):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "gone.txt").write_text(TEXT, encoding="utf-8")
    whole = getattr(Path, when)

    def vanish(path, *args, **kwargs):
        if path.name == "gone.txt":
            path.unlink(missing_ok=True)
        return whole(path, *args, **kwargs)

    monkeypatch.setattr(Path, when, vanish)
    row = read_story(tmp_path).report.set_index("path").loc["gone.txt"]
    assert (row.status, row.why) == ("skipped", "cannot be read (No such file or directory)")
    assert row.todo.startswith("It was taken away meanwhile")


@pytest.mark.parametrize(
    "path", ["x" * 5000, f"{TEXT * 9}", "a\0b", "no/such/file.txt", "good.txt/more"]
)
def test_what_is_no_path_is_said_in_a_sentence(tmp_path, monkeypatch, path):
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(GOOD, encoding="utf-8")
    with pytest.raises(FileNotFoundError, match="there is no such file or folder") as caught:
        read_story(path)
    assert len(str(caught.value)) < 1000


VALID = {
    ".txt": [TEXT.encode(), QUOTED.encode("cp1252"), QUOTED.encode("utf-16"), KOREAN.encode("euc-kr")],
    ".md": [f"---\ntitle: Ferry to stop\ndate: 2021-03-02\n---\n# Ferry\n\n{BODY}\n".encode()],
    ".docx": [word(paragraph("Ferry to stop") + paragraph(FIRST, SECOND))],
    ".odt": [open_document(f"<text:h>Ferry</text:h><text:p>{FIRST}<text:s text:c='3'/>{SECOND}</text:p>")],
    ".csv": [cells(f"Two,{SECOND.replace(',', '')}"), cells().replace(b",", b";")],
    ".tsv": [cells().replace(b",", b"\t")],
    ".json": [json.dumps([{"title": "One", "text": [BODY], "date": "2021-03-02"}]).encode()],
    ".jsonl": [objects('{"text": "They met on Monday."}')],
    ".xlsx": [workbook([NAMES, ROW], [["x"]])],
    ".eml": [MAILS[1][1], MAILS[5][1]],
    ".html": [PAGE.encode()],
    ".htm": [PAGE.replace("crew", "caf\xe9").encode("cp1252")],
    ".pdf": [WORDS, encrypted(WORDS, "")],
    ".rtf": [PRINTED[-4][1], PRINTED[-3][1]],
}  # fmt: skip
PLACES = st.floats(0, 1)
EDITS = st.one_of(
    st.tuples(st.just("flip"), PLACES, st.integers(0, 7)), st.tuples(st.just("cut"), PLACES, st.integers(1, 99)),
    st.tuples(st.just("put"), PLACES, st.binary(max_size=9)), st.tuples(st.just("end"), PLACES, st.none()),
    st.tuples(st.just("copy"), PLACES, PLACES), st.tuples(st.just("more"), PLACES, st.integers(2, 300)),
)  # fmt: skip


def edited(data: bytes, edits: list[tuple[str, float, Any]]) -> bytes:
    """The bytes with some flipped, cut, put in, copied from elsewhere, or said many times."""
    for kind, place, more in edits:
        at = int(place * len(data))
        before, after = data[:at], data[at:]
        data = (
            before
            + {
                "flip": lambda after, more: (
                    bytes([after[0] ^ 1 << more]) + after[1:] if after else b""
                ),
                "cut": lambda after, more: after[more:],
                "put": lambda after, more: more + after,
                "end": lambda after, more: b"",
                "copy": lambda after, more: data[int(more * len(data)) :][:40] + after,  # noqa: B023
                "more": lambda after, more: after[:9] * more + after,
            }[kind](after, more)
        )
    return data


def edited_within(data: bytes, part: int, edits: list[tuple[str, float, Any]]) -> bytes:
    """The same within a part of a zip file, which would be spoilt by any edit of its own bytes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for number, name in enumerate(reversed(old.namelist())):
            new.writestr(name, edited(old.read(name), edits if number == part else []))
    return out.getvalue()


@pytest.mark.parametrize("ending", READERS)
@settings(max_examples=25)
@given(
    which=st.integers(0, 3), part=st.integers(-3, 12), edits=st.lists(EDITS, min_size=1, max_size=4)
)
def test_a_spoilt_file_is_read_or_said_to_be_spoilt(ending, which, part, edits):
    data = VALID[ending][which % len(VALID[ending])]
    zipped_parts = data.startswith(b"PK") and part >= 0
    with TemporaryDirectory() as folder:
        path = Path(folder, f"ferry{ending}")
        path.write_bytes(edited_within(data, part, edits) if zipped_parts else edited(data, edits))
        try:
            story = read_story(path)
        except StoryError as problem:
            said = str(problem)
            story = Story([])
        else:
            said = path.name
    assert path.name in said
    assert all(bool(row.why) == bool(row.todo) for row in story.report.itertuples())
    assert all(one.text.encode().decode() == one.text for one in story)
