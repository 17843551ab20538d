"""Articles as news databases and their users save them, one function for each kind of file.

What each database writes, and in which order, is from its published description and from what
others' readers of such files expect; every word of the articles is invented.
"""

import textwrap
import zipfile
from collections.abc import Sequence
from datetime import date
from html import escape
from io import BytesIO
from typing import NamedTuple

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RULE = "_" * 60


class Told(NamedTuple):
    """An article, and what has to be read of it. A headline of two lines has a line break in it."""

    headline: str
    paragraphs: tuple[str, ...]
    byline: str = "Ned Marsh"
    outlet: str = "The Island Gazette"
    day: date = date(2018, 3, 14)
    deck: str = ""
    section: str = "News; Pg. 4"

    @property
    def words(self) -> int:
        return sum(len(one.split()) for one in self.paragraphs)

    @property
    def lines(self) -> list[str]:
        return self.headline.split("\n")

    @property
    def english_day(self) -> str:
        """The day as Factiva prints it: 14 March 2018."""
        return f"{self.day.day} {self.day:%B %Y}"

    @property
    def american_day(self) -> str:
        """The day as Nexis prints it: March 14, 2018 Wednesday."""
        return f"{self.day:%B} {self.day.day}, {self.day:%Y %A}"

    @property
    def expected(self) -> tuple[str, str, str, str, tuple[str, ...]]:
        headline = " ".join(self.lines)
        return headline, self.outlet, str(self.day), self.byline, self.paragraphs


def nexis_lines(told: Told) -> list[str]:
    """One article of Nexis Uni, each field and each paragraph a line."""
    fields = [f"Section:\xa0{told.section}", f"Length:\xa0{told.words:,} words"]
    fields += [f"Byline:\xa0{told.byline}"] * bool(told.byline)
    fields += [f"Highlight:\xa0{told.deck}"] * bool(told.deck)
    copyright_line = f"Copyright {told.day.year} {told.outlet} All Rights Reserved"
    head = [told.headline, told.outlet, told.american_day, "", f"\n{copyright_line}", *fields]
    foot = ["Classification", "", "Language:\xa0ENGLISH", "Publication-Type:\xa0Newspaper"]
    end = [f"Load-Date:\xa0{told.day:%B} {told.day.day}, {told.day.year}", "", "End of Document"]
    return ["", *head, "Body", "", *told.paragraphs, "", *foot, "", *end, ""]


def nexis_cover(articles: Sequence[Told]) -> list[str]:
    """The page above the articles of Nexis Uni: who asked, and the list of titles."""
    top = ["User Name: A. Reader", "Date and Time: Friday, November 28, 2025 3:14:00 PM EST"]
    listed = [
        line
        for number, told in enumerate(articles, 1)
        for line in (
            f"{number}. {' '.join(told.lines)}", "Client/Matter: -None-", "Search Terms: ferry",
            "Search Type: Natural Language ", "Narrowed by: ", "", "Content Type", "Narrowed by",
            "News", "Sources: The Island Gazette; Content Type: News", "",
        )
    ]  # fmt: skip
    heading = f"Document{'s' * (len(articles) > 1)} ({len(articles)})"
    return ["", *top, "Job Number: 79564983", heading, *listed, ""]


def nexis_text(articles: Sequence[Told], gap: str = "\n", cover: bool = True) -> bytes:
    lines = nexis_cover(articles) if cover else []
    for told in articles:
        lines += nexis_lines(told)
    return (gap.join(lines) + "\n").encode()


def word_paragraph(line: str) -> str:
    """A paragraph of Word in runs of a few words each, as programs cut them."""
    words = line.split(" ")
    runs = [
        " ".join(words[i : i + 7]) + " " * (i + 7 < len(words)) for i in range(0, len(words), 7)
    ]
    made = (escape(run).replace("\n", "</w:t><w:br/><w:t>") for run in runs)
    whole = "".join(
        f'<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{one}</w:t></w:r>' for one in made
    )
    return f"<w:p><w:pPr><w:jc w:val='both'/></w:pPr>{whole}</w:p>"


def zipped_word(body: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
        page = word_paragraph("Page 1 of 3") + word_paragraph("A headline in the head of the page")
        made.writestr(
            "word/header1.xml",
            f'<w:hdr xmlns:w="{WORD}"><w:tbl><w:tr><w:tc>{page}</w:tc></w:tr></w:tbl></w:hdr>',
        )
    return file.getvalue()


def nexis_word(articles: Sequence[Told], gap: str = "\n", cover: bool = True) -> bytes:
    lines = nexis_cover(articles) if cover else []
    for told in articles:
        lines += nexis_lines(told)
    empty = "<w:p/>" * (len(gap) - 1)
    return zipped_word(empty.join(map(word_paragraph, lines)))


def rich(line: str) -> str:
    """A line as rich text writes it: signs beyond ASCII by number, three signs escaped."""
    plain = "".join(rf"\{sign}" if sign in "\\{}" else sign for sign in line)
    numbered = "".join(sign if sign < "\x80" else rf"\u{ord(sign)}?" for sign in plain)
    return numbered.replace("\n", r"\line ")


def rich_text(paragraphs: Sequence[str]) -> bytes:
    top = (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}{\colortbl;\red0\green0\blue0;}"
    )
    header = r"{\header \pard\qr Page 1 of 3\par A headline in the head of the page\par}"
    body = "\n".join(rf"\pard\qj\f0\fs20 {one}\par" for one in paragraphs)
    return f"{top}{header}\n{body}\n}}".encode("ascii")


def nexis_rich(articles: Sequence[Told], gap: str = "\n", cover: bool = True) -> bytes:
    lines = nexis_cover(articles) if cover else []
    for told in articles:
        lines += nexis_lines(told)
    return rich_text(gap.join(map(rich, lines)).split("\n"))


LEXIS_COVER = """
Download Request: Selected Items: 1-10
Time Of Request: Friday, March 20, 2018  16:51:31

Send To:
2152 311G
ISLAND UNIVERSITY LIBRARY
HARBOUR STREET

Terms: (ferry and (captain or crew))

Source: The Island Gazette
Project ID: None

"""


def lexis_text(articles: Sequence[Told], gap: str = "\n", cover: bool = True) -> bytes:
    """LexisNexis Academic: paper, day and edition in the middle of the line, the body wrapped."""
    out = LEXIS_COVER if cover else ""
    between = "\n" + gap
    for number, told in enumerate(articles, 1):
        head = [f"{number} of {len(articles)} DOCUMENTS".center(78).rstrip(), "", told.outlet.center(78).rstrip(),
                f"{told.american_day.center(78).rstrip()}\n{'Edition 1;'.center(78).rstrip()}\n{'Late'.center(78).rstrip()}",
                told.headline]  # fmt: skip
        head += [f"BYLINE: {told.byline}"] * bool(told.byline)
        head += [f"SECTION: {told.section}", f"LENGTH: {told.words} words"]
        head += [textwrap.fill(f"HIGHLIGHT: {told.deck}", 78)] * bool(told.deck)
        body = [
            textwrap.fill(one, 78, break_long_words=False, break_on_hyphens=False)
            for one in told.paragraphs
        ]
        foot = [f"LOAD-DATE: {told.day:%B} {told.day.day}, {told.day.year}", "LANGUAGE: ENGLISH",
                "PUBLICATION-TYPE: Newspaper", "",
                f"{f'Copyright {told.day.year} {told.outlet}'.center(78).rstrip()}\n{'All Rights Reserved'.center(78).rstrip()}"]  # fmt: skip
        out += between.join([*head, *body, *foot]) + "\n\n"
    return out.encode()


def lexis_html(articles: Sequence[Told], gap: str = "\n", cover: bool = True) -> bytes:
    """LexisNexis Academic as a web page: each line a DIV with a P and SPANs in it."""

    def line(text: str, way: str = "c5") -> str:
        label, colon, value = text.partition(": ")
        bold = colon and label.isupper()
        inner = (
            f'<SPAN CLASS="c8">{label}: </SPAN><SPAN CLASS="c2">{escape(value)}</SPAN>'
            if bold
            else f'<SPAN CLASS="c2">{escape(text)}</SPAN>'
        )
        return (
            f'<BR><DIV CLASS="{way}"><P CLASS="c6">{inner.replace(chr(10), "<BR>")}</P>\n</DIV>\n'
        )

    asked = LEXIS_COVER.strip().replace("\n", "<BR>")
    out = '<HTML>\n<HEAD>\n<STYLE TYPE="text/css"><!--\n.c0 { text-align: center; }\n--></STYLE>\n<TITLE>&nbsp;</TITLE>\n</HEAD>\n<BODY>\n'
    out += (
        f'<DIV CLASS="c5"><P CLASS="c6"><BR><SPAN CLASS="c12">{asked}</SPAN></P>\n</DIV>\n'
        if cover
        else ""
    )
    for number, told in enumerate(articles, 1):
        out += f'<A NAME="DOC_ID_{number}_0"></A><!-- Hide XML section from browser\n<DOC NUMBER={number}>\n<DOCFULL> -->\n'
        out += line(f"{number} of {len(articles)} DOCUMENTS", "c0") + line(told.outlet, "c0")
        out += f'<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c4">{told.day:%B}</SPAN><SPAN CLASS="c2"> {told.american_day.split(" ", 1)[1]}</SPAN></P>\n</DIV>\n'
        out += line(told.headline) + (line(f"BYLINE: {told.byline}") if told.byline else "")
        out += line(f"SECTION: {told.section}") + line(f"LENGTH: {told.words} words")
        out += line(f"HIGHLIGHT: {told.deck}") if told.deck else ""
        body = "".join(
            f'<P CLASS="c9"><SPAN CLASS="c2">{escape(one)}</SPAN></P>\n' for one in told.paragraphs
        )
        out += f'<BR><DIV CLASS="c5">{body}</DIV>\n'
        out += (
            line(f"LOAD-DATE: {told.day:%B} {told.day.day}, {told.day.year}")
            + line("LANGUAGE: ENGLISH")
            + line("PUBLICATION-TYPE: Newspaper")
        )
        out += (
            line(f"Copyright {told.day.year} {told.outlet}\nAll Rights Reserved", "c0")
            + "<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> -->\n"
        )
    return (out + "</BODY>\n</HTML>\n").encode()


def factiva_id(told: Told, number: int) -> str:
    return f"Document ISGZ0000{told.day:%Y%m%d}ee3e{number:05d}"


def factiva_head(told: Told) -> list[str]:
    by = [f"By {told.byline}"] * bool(told.byline)
    return [*by, f"{told.words:,} words", told.english_day, told.outlet, "ISGZ", "4", "English",
            f"Copyright {told.day.year}. {told.outlet}. All rights reserved."]  # fmt: skip


FACTIVA_SEARCH = ["Search Summary", "Text", "ferry and (captain or crew)", "Date", "All Dates",
                  "Results Found", "1,512", "Timestamp", "28 November 2025 3:14 PM"]  # fmt: skip


def factiva_plain_lines(told: Told, number: int) -> list[str]:
    return [
        told.headline,
        *factiva_head(told),
        "",
        *told.paragraphs,
        "",
        factiva_id(told, number),
        "",
    ]


def factiva_tags(told: Told, number: int) -> list[tuple[str, list[str]]]:
    by = [("BY", [told.byline])] * bool(told.byline)
    text = [("LP", [*told.paragraphs[:1]])] + [("TD", [*told.paragraphs[1:]])] * (
        len(told.paragraphs) > 1
    )
    return [("SE", ["News"]), ("HD", [told.headline]), *by, ("WC", [f"{told.words:,} words"]),
            ("PD", [told.english_day]), ("SN", [told.outlet]), ("SC", ["ISGZ"]), ("PG", ["4"]),
            ("LA", ["English"]), ("CY", [f"(c) {told.day.year} Island Media. "]), *text,
            ("RF", ["ISLAND-FERRY"]), ("NS", ["gcat : Political/General News | gtrans : Transport"]),
            ("RE", ["norw : Norway"]), ("IPC", ["FERRY"]), ("PUB", ["Island Media Ltd"]),
            ("AN", [factiva_id(told, number)])]  # fmt: skip


def factiva_text(articles: Sequence[Told], gap: str = "\n", cover: bool = True) -> bytes:
    lines = [
        line
        for number, told in enumerate(articles, 1)
        for line in factiva_plain_lines(told, number)
    ]
    return (gap.join([*lines, *(FACTIVA_SEARCH if cover else [])]) + "\n").encode()


def factiva_tagged_text(articles: Sequence[Told], gap: str = "\n", cover: bool = True) -> bytes:
    out = ""
    for number, told in enumerate(articles, 1):
        out += (
            "".join(f"{tag} {gap.join(value)}{gap}" for tag, value in factiva_tags(told, number))
            + "\n"
        )
    return (out + (gap.join(FACTIVA_SEARCH) if cover else "")).encode()


def factiva_rich(articles: Sequence[Told], gap: str = "\n", cover: bool = True) -> bytes:
    lines = [
        line
        for number, told in enumerate(articles, 1)
        for line in factiva_plain_lines(told, number)
    ]
    found = [
        rf"\trowd {FACTIVA_SEARCH[i]}\cell {FACTIVA_SEARCH[i + 1]}\cell\row" for i in range(1, 9, 2)
    ]
    return rich_text(
        [*gap.join(map(rich, lines)).split("\n"), *(["Search Summary", *found] if cover else [])]
    )


def factiva_tagged_rich(articles: Sequence[Told], gap: str = "\n", cover: bool = True) -> bytes:
    """Factiva's tags as a table of two columns, in which a cell may hold many paragraphs."""
    rows = []
    for number, told in enumerate(articles, 1):
        for tag, value in factiva_tags(told, number):
            cell = r"\par ".join(
                map(rich, gap.join(value).split("\n") if tag in ("LP", "TD") else value)
            )
            rows.append(rf"\trowd\cellx900\cellx9000\pard\intbl\b {tag}\b0 \cell {cell}\cell\row")
        rows.append(r"\pard\par")
    return rich_text(rows)


def _factiva_page(body: str) -> bytes:
    top = '<div id="navcontainer"><table><tr><td class="factivalogo"><h1>Factiva</h1></td><td class="djrlogo"><span>Dow Jones</span></td></tr></table></div>'
    foot = '<div id="pageFooter"><table><tr><td><span class="copyright">&copy; 2025 Factiva, Inc. All rights reserved.</span></td></tr></table></div>'
    return f"<!DOCTYPE html><html><head><title>Factiva</title><style>body{{margin:0}}</style></head><body>{top}<form>{body}{foot}</form></body></html>".encode()


def factiva_html(articles: Sequence[Told], gap: str = "\n", cover: bool = True) -> bytes:
    out = ""
    for number, told in enumerate(articles, 1):
        head = "".join(
            f"<div{' class=author' if one.startswith('By ') else ''}>{escape(one)}</div>"
            for one in factiva_head(told)
        )
        body = "".join(
            f'<p class="articleParagraph enarticleParagraph">{escape(one)}</p>\n'
            for one in told.paragraphs
        )
        out += f'<div class="article enArticle"><div id="hd"><span class="enHeadline">{escape(told.headline).replace(chr(10), "<br>")}</span></div>{head}{body}<p>{factiva_id(told, number)}</p></div><br/><span></span>'
    return _factiva_page(out)


def factiva_tagged_html(articles: Sequence[Told], gap: str = "\n", cover: bool = True) -> bytes:
    out = ""
    for number, told in enumerate(articles, 1):
        rows = ""
        for tag, value in factiva_tags(told, number):
            cell = (
                "".join(f'<p class="articleParagraph">{escape(one)}</p>\n' for one in value)
                if tag in ("LP", "TD")
                else escape(value[0]).replace("\n", "<br>")
            )
            rows += f'<tr><td class="index"><b>{tag}</b>&nbsp;</td><td>{cell}</td></tr>'
        out += f'<div class="article enArticle"><table>{rows}</table><br/></div><br/><span></span>'
    return _factiva_page(out)


def proquest_text(articles: Sequence[Told], gap: str = "\n", cover: bool = True) -> bytes:
    """ProQuest: fields above and below the text, a rule between two articles, and who to ask."""
    listed = [f"{number}. {' '.join(told.lines)}" for number, told in enumerate(articles, 1)]
    out = (
        gap.join(
            [
                RULE,
                "Report Information from ProQuest",
                "November 28 2025 10:00",
                RULE,
                "",
                "Table of contents",
                *listed,
                "",
                "",
            ]
        )
        if cover
        else ""
    )
    for number, told in enumerate(articles, 1):
        names = [name.split(" ", 1) for name in told.byline.split(" and ") if name]
        by = [f"Author: {'; '.join(f'{last}, {first}' for first, last in names)}", ""] * bool(names)
        info = (
            f"Publication info: {told.outlet} ; Oslo [Oslo]. {told.day.day} {told.day:%b %Y}: A.4."
        )
        short = [f"Abstract: {told.deck}", ""] * bool(told.deck)
        day = f"{told.day:%b} {told.day.day}, {told.day.year}"
        text = gap.join([f"Full text: {told.paragraphs[0]}", *told.paragraphs[1:]])
        fields = ["Subject: Ferries; Harbours", "", "Location: Norway", "", f"Title: {' '.join(told.lines)}", "", f"Publication title: {told.outlet}", "",
                  "Pages: A.4", "", "Publication year: 2018", "", f"Publication date: {day}", "", "Section: News", "", "Publisher: Island Media", "",
                  "Place of publication: Oslo", "", "Country of publication: Norway", "", "Source type: Newspapers", "", "Language of publication: English", "", "Document type: News", "",
                  f"ProQuest document ID: {2010000000 + number}", "", f"Document URL: https://search.example/docview/{2010000000 + number}", "",
                  f"Copyright: Copyright Island Media {day}", "", "Last updated: 2018-03-15", "", "Database: Island Newsstand"]  # fmt: skip
        lines = [
            RULE,
            "",
            f"Document {number} of {len(articles)}",
            "",
            told.headline,
            "",
            *by,
            info,
            "",
            *short,
            "Links: Linking Service",
            "",
            text,
            "",
            *fields,
            "",
            "",
        ]
        out += "\n".join(lines)
    end = [
        RULE,
        "Contact us at: http://www.proquest.example/",
        "",
        "Database copyright © 2025 ProQuest LLC. All rights reserved.",
        "Terms and Conditions: http://search.example/info/termsAndConditions",
        "",
    ]
    return (out + ("\n".join(end) if cover else RULE + "\n")).encode()


FORMS = {
    "nexis.docx": nexis_word, "nexis.rtf": nexis_rich, "nexis.txt": nexis_text, "lexis.txt": lexis_text,
    "lexis.html": lexis_html, "factiva.txt": factiva_text, "factiva_tags.txt": factiva_tagged_text,
    "factiva.rtf": factiva_rich, "factiva_tags.rtf": factiva_tagged_rich, "factiva.html": factiva_html,
    "factiva_tags.html": factiva_tagged_html, "proquest.txt": proquest_text,
}  # fmt: skip
