"""Text as text: what a page or a person wrote is no markup, mathematics or formula where we show
it.
"""

import re
from html import escape

# What neither a page nor a drawing (XML) may hold: control characters, half a surrogate pair.
_NO_LETTER = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What opens mathematics in JupyterLab and on exported pages: "$12 and $480", "\(x\)", "\begin{x}".
# An element around it keeps it from being one, and changes nothing for the eye.
_MATHEMATICS = re.compile(r"[$\\]")
# What a spreadsheet program takes for a formula: "=1+1", "@SUM(A1)", also behind a tab.
FORMULA = r"'*\s*[=+\-@＝＋－＠]"
_FORMULA = re.compile(rf"{FORMULA}|[\t\r\n]")


def letters_only(text: str) -> str:
    """The text with a replacement mark for what is no letter at all.

    >>> letters_only("a\\x00b")
    'a\ufffdb'
    """
    return _NO_LETTER.sub("\N{REPLACEMENT CHARACTER}", text)


def in_html(text: object) -> str:
    """Text for the inside of an element.

    >>> in_html("<b>, for $5")
    '&lt;b&gt;, for <span>$</span>5'
    """
    return _MATHEMATICS.sub(r"<span>\g<0></span>", in_attribute(text))


def in_attribute(text: object) -> str:
    """Text for the value of an attribute, or for the inside of an element that holds text only.

    A line end is written as a number: in a notebook saved as Markdown, an empty line would end the
    table, and what follows would be Markdown.

    >>> in_attribute('"a"\\n\\nb')
    '&quot;a&quot;&#10;&#10;b'
    """
    return re.sub(
        r"[\r\n]", lambda end: f"&#{ord(end[0])};", escape(letters_only(str(text)), quote=True)
    )


def in_cell(value: object) -> object:
    """A value for a table that a spreadsheet program opens; an apostrophe keeps a text a text.

    >>> in_cell("=1+1"), in_cell("1"), in_cell(-1)
    ("'=1+1", '1', -1)
    """
    if not isinstance(value, str):
        return value
    text = letters_only(value)
    return f"'{text}" if _FORMULA.match(text) else text
