"""Letters that the font of the figures lacks: another font has them, or a number stands in."""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import chain
from pathlib import Path

import matplotlib
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font

from tellings.escaping import letters_only

FONT = "DejaVu Sans"
# Left out of the question: what is drawn as nothing.
_NOT_DRAWN = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")


class Legible:
    """How the words of one figure are drawn so that nobody sees boxes.

    Attributes:
        fonts: the figures' own, and those of the system that have letters which it lacks.
        stands_for: what no font has, and the number in brackets that is drawn in its place.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        words = [letters_only(text) for text in texts]
        lacking = {
            one for one in set(chain(*words)) - _letters_of(FONT) if not _NOT_DRAWN.match(one)
        }
        self.fonts = [FONT]
        while lacking and (font := _best(lacking)):
            self.fonts.append(font)
            lacking -= _letters_of(font)
        self.stands_for: dict[str, str] = {}
        if lacking:
            some = f"[{re.escape(''.join(sorted(lacking)))}]+"
            # "朝日 新聞" is one name: what stands between two such words belongs to it.
            self._run: re.Pattern[str] | None = re.compile(rf"{some}(?:[\s·・-]+{some})*")
            for run in dict.fromkeys(chain(*map(self._run.findall, words))):
                self.stands_for[run] = f"[{len(self.stands_for) + 1}]"
        else:
            self._run = None

    def drawn(self, text: str) -> str:
        """The text as the picture has it."""
        text = letters_only(text)
        return self._run.sub(lambda run: self.stands_for[run[0]], text) if self._run else text

    @property
    def note(self) -> str:
        """For the caption, which a browser shows with fonts of its own; empty where nothing is
        replaced.
        """
        if not self.stands_for:
            return ""
        each = ", ".join(
            f"{number} stands for {words}" for words, number in self.stands_for.items()
        )
        return f"In the picture, {each}: no font on this computer has these letters."

    @property
    def foot(self) -> str:
        """For the picture itself."""
        return "The caption says what the numbers in brackets stand for." * bool(self.stands_for)


@contextmanager
def no_word_of_weights() -> Iterator[None]:
    """Where a font of the system has no bold letters the nearest are taken, and nobody has to know.

    matplotlib writes "Failed to find font weight bold for ..." under the figure.
    """
    log = logging.getLogger("matplotlib.font_manager")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)


def _best(lacking: set[str]) -> str | None:
    """The font that has most of the letters; of several the first by name, so always the same."""
    number, font = min(
        ((-len(lacking & _letters_of(one)), one) for one in _others()), default=(0, "")
    )
    return font if number else None


@cache
def _others() -> list[str]:
    """The fonts of the system, without those that matplotlib brings for formulas."""
    own = Path(matplotlib.get_data_path())
    return sorted(
        {one.name for one in fontManager.ttflist if own not in Path(one.fname).parents} - {FONT}
    )


@cache
def _letters_of(family: str) -> frozenset[str]:
    """What a font can draw, plain and bold; nothing if it cannot be used, as one of pictures."""
    sets = []
    for weight in ("normal", "bold"):
        try:
            font = get_font(findfont(FontProperties(family=[family], weight=weight)))
            font.set_size(11, 100)
            sets.append(frozenset(map(chr, font.get_charmap())))
        except (OSError, RuntimeError, ValueError):
            return frozenset()
    return sets[0] & sets[1]
