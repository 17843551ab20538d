"""Articles as news databases export them."""

import pytest

from tellings.articles.page import parse_page
from tellings.articles.readers import Found
from tellings.articles.several import split_exported

BODY = [
    "The ferry company said on Friday that the old boat would be sold.",
    "“It is not safe,” said Nora Webb, the captain.",
]
PROSE = "\n\n".join(BODY)
NEXIS_UNI = f"""\
Ferry to stop in spring
The Island Gazette
March 14, 2018 Wednesday

Copyright 2018 Island Media Ltd All Rights Reserved

Section: A; Pg. 1
Length: 320 words
Byline: NED MARSH

Body

{PROSE}

Graphic
Photo of the ferry

Load-Date: March 14, 2018

End of Document
"""
NEXIS_HIGHLIGHT = f"""\
Ferry to stop in spring
The Island Gazette
March 14, 2018 Wednesday 9:00 AM GMT

Copyright 2018 The Island Gazette

Section: NEWS
Length: 320 words
Byline: Ned Marsh in Oslo
Highlight: The crew was not asked

Body

{PROSE}

Classification

Language: ENGLISH

Publication-Type: Newspaper

Subject: FERRIES (90%)

Load-Date: March 15, 2018

End of Document
"""
LEXISNEXIS = f"""\
1 of 1 DOCUMENT

                        The Island Gazette

                     March 14, 2018 Wednesday
                       Late Edition - Final

Ferry to stop in spring

BYLINE: By NED MARSH

SECTION: Section A; Foreign Desk; Pg. 1

LENGTH: 320 words

DATELINE: OSLO

{PROSE}

URL: http://www.gazette.example/

SUBJECT: FERRIES (90%)

LOAD-DATE: March 14, 2018

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

Copyright 2018 The Island Gazette Company
"""
FACTIVA = f"""\
Ferry to stop in spring
By Ned Marsh
320 words
14 March 2018
The Island Gazette
ISGZ
4
English
Copyright 2018. The Island Gazette Ltd. All rights reserved.

{PROSE}

Document ISGZ000020180314ee3e00012
"""
FACTIVA_WITH_TIME = f"""\
Ferry to stop in spring
NED MARSH
1,320 words
14 March 2018
06:00
The Island Gazette
ISGZ
First
A1
English
(c) 2018 The Island Gazette.

{PROSE}

Document ISGZ000020180314ee3e00012
"""
PROQUEST = f"""\
Ferry to stop in spring
Author: Ned Marsh

Full text: {PROSE}

Subject: Ferries
Publication title: The Island Gazette
Publication date: Mar 14, 2018
Publisher: Island Press
ProQuest document ID: 1234567
Document URL: https://search.example/docview/1
"""
FACTIVA_WITH_SECTION = "Metro\n" + FACTIVA
FACTIVA_TAGS = f"""\
SE Metro
HD Ferry to stop in spring
BY By Ned Marsh
WC 320 words
PD 14 March 2018
SN The Island Gazette
SC ISGZ
PG A4
LA English
CY Copyright 2018 The Island Gazette
LP {BODY[0]}
TD
{BODY[1]}
NS gcat : Political/General News
RE norw : Norway
PUB Island Press
AN Document ISGZ000020180314ee3e00012
"""
FACTIVA_TAGS_ALONE = f"""\
HD
Ferry to stop in spring
BY
Ned Marsh
WC
320 words
PD
14 March 2018
SN
The Island Gazette
LA
English
LP
{BODY[0]}

TD
{BODY[1]}

AN
Document ISGZ000020180314ee3e00012
"""
NEXIS_COVER = f"""\
User Name: A. Reader
Date and Time: Friday, November 28, 2025 3:14:00 PM EST
Job Number: 12345678

Document (1)

1. Ferry to stop in spring
Client/Matter: -None-
Search Terms: ferry
Search Type: Natural Language
Narrowed by:
Content Type Narrowed by
News -None-

{NEXIS_UNI}"""
PROQUEST_OLD = f"""\
Document 1 of 1

Ferry to stop in spring

Author: Marsh, Ned

Abstract: The ferry is to be sold in the spring.

Links: Linking Service

Full Text: {PROSE}
Credit: Ned Marsh

Subject: Ferries

Publication title: The Island Gazette

Publication date: Mar 14, 2018

ProQuest document ID: 1234567
"""
PROQUEST_DETAILS = PROQUEST.replace(
    "Subject:", "Copyright Island Press Mar 14, 2018\n\nDetails\n\nSubject:"
)
PROQUEST_EDITION = PROQUEST.replace("in spring\n", "in spring: [FINAL Edition]\n", 1)


@pytest.mark.parametrize("text", [
    NEXIS_UNI, NEXIS_HIGHLIGHT, LEXISNEXIS, FACTIVA, FACTIVA_WITH_TIME, PROQUEST, FACTIVA_WITH_SECTION, FACTIVA_TAGS, FACTIVA_TAGS_ALONE,
    PROQUEST_EDITION, NEXIS_COVER, PROQUEST_OLD, PROQUEST_DETAILS,
    PROQUEST.replace("Full text:", "Abstract\n\nThe ferry is to be sold in the spring.\n\nFull text\n\n"), LEXISNEXIS.replace("Late", "Late City"),
])  # fmt: skip
def test_an_exported_article(text):
    page = parse_page(text)
    assert page.blocks[0] == ("headline", "Ferry to stop in spring")
    assert [words for name, words in page.blocks if name == "body"] == BODY
    assert str(page.published) == "2018-03-14"
    assert page.facts["byline"].casefold().removeprefix("by ").startswith("ned marsh")
    assert page.facts["outlet"] == "The Island Gazette"
    assert {name for name, _ in page.blocks} <= {"headline", "deck", "body"}
    kept = " ".join([*(words for _, words in page.blocks), *page.facts.values()])
    assert not any(
        word in kept for word in ("words", "ENGLISH", "English", "Load-Date", "Document")
    )


def test_a_highlight_is_the_deck_and_fields_go_with_their_reason():
    page = parse_page(NEXIS_HIGHLIGHT)
    assert ("deck", "The crew was not asked") in page.blocks
    fields = {
        removed.text for removed in page.removed if removed.reason == "field of a news database"
    }
    assert {"Section: NEWS", "Length: 320 words", "Language: ENGLISH", "End of Document"} <= fields


@pytest.mark.parametrize("text, number", [
    (NEXIS_UNI, 1), (FACTIVA, 1), (PROSE, 1), (NEXIS_UNI * 2, 2), (FACTIVA * 3, 3), (LEXISNEXIS * 4, 4), (PROQUEST + '_' * 60 + '\n' + PROQUEST, 2), (FACTIVA_TAGS * 2, 2), (PROQUEST_OLD * 2, 2), (f"{'_' * 60}\n{PROQUEST}{'_' * 60}\n{PROQUEST}{'_' * 60}\n", 2),
])  # fmt: skip
def test_how_many_articles_a_file_holds(text, number):
    assert len(split_exported(Found(text)).found) == number


@pytest.mark.parametrize("text", [
    f"Ferry to stop\nSection: World\n\n{PROSE}", f"Ferry to stop\n320 words\n\n{PROSE}", f"Ferry to stop\n\n{PROSE}\n\nBody\n\nThe crew left on Monday.",
])  # fmt: skip
def test_a_page_with_one_such_line_is_no_export(text):
    assert not any(
        removed.reason == "field of a news database" for removed in parse_page(text).removed
    )


B = [
    "The ferry company said on Friday that the old boat would be sold to a yard in Oslo.",
    "“It is not safe,” said Nora Webb, the captain of the boat, who has run it for years.",
]
P = "\n\n".join(B)
T = "Ferry to stop in spring, captain says"


def uni(
    head=T, paper="The Island Gazette", day="May 2, 2002 Thursday", extra="", foot="Load-Date: May 2, 2002",
    copy="Copyright 2002 Island Media Ltd. All Rights Reserved", fields="Section: NEWS\nLength: 31 words\nByline: Ned Marsh",
) -> str:  # fmt: skip
    return f"{head}\n{paper}\n{day}\n{extra}\n{copy}\n{fields}\n\nBody\n\n{P}\n\n{foot}\n\nEnd of Document\n"


LAYOUTS = {  # as they were over the years and in different kinds of source
"lexis old": (f"""                     4 of 500 DOCUMENTS

             Copyright 2002 The Island Gazette Company
                       The Island Gazette

                May 2, 2002, Thursday, Late Edition - Final

SECTION: Section A; Page 1; Column 5; Foreign Desk

LENGTH: 31 words

HEADLINE: Ferry to Stop in Spring,
Captain Says

BYLINE:  By NED MARSH

DATELINE: OSLO, May 1

BODY:
{P}

GRAPHIC: Photos: The ferry in the harbour. (pg. A1); Map of the island. (pg. A8)

LOAD-DATE: May 2, 2002
""", "Ferry to Stop in Spring, Captain Says", "The Island Gazette", B),
"uni edition": (f"""Ferry to stop in spring, captain says
The Island Gazette
May 2, 2002, Thursday,, FINAL EDITION

Copyright 2002 Island Media, Inc.

Section: MONEY;; COVER STORY
Length: 31 words
Byline: Ned Marsh
Dateline: OSLO

Body

{P}

Graphic

PHOTO, B/W, Island Media; The ferry lay in the harbour on Monday.

Load-Date: May 2, 2002

End of Document
""", T, "The Island Gazette", B),
"uni all rights": (f"""Ferry to stop in spring, captain says
The Island Gazette (Oslo)
May 2, 2002 Thursday
First Edition

Copyright 2002 Island Media Ltd.
All Rights Reserved

Section: NEWS; Pg. 4
Length: 31 words
Byline: Ned Marsh
Highlight: The crew was not asked

Body

{P}

Correction

A map with this article had the wrong date.

Classification

Language: ENGLISH

Load-Date: May 2, 2002

End of Document
""", T, "The Island Gazette (Oslo)", B),
"uni correction": (f"""Ferry to stop in spring, captain says
The Island Gazette
May 2, 2002 Thursday
Correction Appended

Copyright 2002 The Island Gazette Company
Section: Section A; Column 0; Foreign Desk; Pg. 1
Length: 31 words
Byline: By NED MARSH
Body

{P}

Load-Date: May 3, 2002
End of Document
""", T, "The Island Gazette", B),
"factiva time": (f"""UPDATE 2-Ferry to stop in spring, captain says
By Ned Marsh
31 words
2 May 2002
03:32 PM
Reuters News
LBA
English
(c) 2002 Reuters Limited

{P}

Document LBA0000020020502dy52003fe
""", "UPDATE 2-Ferry to stop in spring, captain says", "Reuters News", B),
"factiva no word copyright": (f"""Sports
Ferry to stop in spring, captain says
Ned Marsh
31 words
2 May 2002
The Island Gazette
ISGZ
FIRST
C3
English
The Island Gazette Ltd 2002.

{P}

Document ISGZ000020020502dy5200012
""", T, "The Island Gazette", B),
"factiva crown": (f"""Ferry to stop in spring, captain says
NED MARSH, HARBOUR REPORTER
31 words
2 May 2002
The Island Gazette
ISGZ
2
English
© 2002 The Island Gazette. All rights reserved.

{P}

Document ISGZ000020020502dy5200013
""", T, "The Island Gazette", B),
"proquest bare": (f"""Ferry to stop in spring, captain says

Marsh, Ned. The Island Gazette; Oslo [Oslo]02 May 2002: A.4.

Abstract

The ferry is to be sold.

Full Text

{P}

Details

Subject: Ferries

Publication title: The Island Gazette

Publication date: May 2, 2002

ProQuest document ID: 123456

Author: Marsh, Ned
""", T, "The Island Gazette", B),
"wire": (uni(paper="Agence France Presse -- English", day="May 2, 2002 Thursday 3:14 PM GMT"), T,"Agence France Presse -- English",B),
"blog": (uni(paper="Harbour Blog", day="May 2, 2002 Thursday 11:02 AM EST", copy="Delivered by Newstex LLC. All Rights Reserved\nCopyright 2002 Harbour Blog"), T,"Harbour Blog",B),
"bulletin": (uni(head="Ferry to stop in spring, captain says; Island", fields="Length: 31 words\nDateline: OSLO May 2\nByline: By Ned Marsh, Special to The Gazette"), T+"; Island","The Island Gazette",B),
"url and notes": (uni(foot="Notes\n\nThis article is free to read.\n\nGraphic\n\nPicture: The ferry, the captain and a crew of eleven lay in the harbour on Monday.\n\nURL: http://www.gazette.example/ferry\n\nClassification\n\nLanguage: ENGLISH\n\nPublication-Type: Newspaper; Web Publication\n\nJournal Code: TIG\n\nSubject: FERRIES (90%); HARBOURS (78%)\n\nCompany: ISLAND FERRIES (92%)\n\nGeographic: OSLO, NORWAY (90%)\n\nLoad-Date: May 2, 2002"), T,"The Island Gazette",B),
"unspaced load date": (uni(foot="Load-Date: May 2, 2002, 3:00 PM"), T,"The Island Gazette",B),
"question in quotes": (uni(head="“Who pays?” asks captain. Nobody knows."), "“Who pays?” asks captain. Nobody knows.","The Island Gazette",B),
"uk lexis": (f"""12 of 212 DOCUMENTS

                       The Island Gazette (Oslo)

                             May 2, 2002 Thursday
                                  Edition 1;
                              National Edition

{T}

BYLINE: Ned Marsh, Nora Webb

SECTION: HOME NEWS; 7

LENGTH: 31 words

{P}

LOAD-DATE: May 2, 2002

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper

JOURNAL-CODE: TIG

                      Copyright 2002 Island Media Limited
                              All Rights Reserved
""",T,"The Island Gazette (Oslo)",B),
"lexis no byline, headline after fields": (f"""7 of 20 DOCUMENTS

The Island Gazette

May 2, 2002, Thursday

SECTION: News

LENGTH: 31 words

HEADLINE: {T}

BYLINE: NED MARSH

BODY:

{P}

LANGUAGE: ENGLISH

LOAD-DATE: May 2, 2002
""",T,"The Island Gazette",B),
"factiva co-authors": (f"{T}\nBy Ned Marsh and Nora Webb in Oslo\n1,131 words\n2 May 2002\nThe Island Gazette\nISGZ\nFirst edition\n1\nEnglish\nCopyright 2002 The Island Gazette. All Rights Reserved.\n\n{P}\n\nIsland Media Ltd\n\nDocument ISGZ000020020502dy5200013\n",T,"The Island Gazette",[*B,"Island Media Ltd"]),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout(layout):
    text, headline, outlet, body = LAYOUTS[layout]
    page = parse_page(text)
    assert [words for name, words in page.blocks if name == "headline"] == [headline]
    assert page.facts["outlet"] == outlet
    assert str(page.published) == "2002-05-02"
    assert page.facts["byline"].casefold().removeprefix("by ").startswith("ned marsh")
    assert [words for name, words in page.blocks if name in ("body", "subhead")] == body
