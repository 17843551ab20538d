"""How likely a unit was drawn: written into a cell of the sheet, and read back."""

import re
from typing import NamedTuple
from zlib import crc32

from tellings.articles.sheets import SheetRow

DRAWN = "probability"
_CELL = re.compile(r"(\d+) of (\d+) in part (\d+) \(seed (-?\d+), check ([0-9a-f]{4})\)")
_PUT_BACK = "put back what stood there, or take the row from the sheet as it was written"


class Drawn(NamedTuple):
    """So many units were drawn of so many in a part of the texts, with a seed."""

    seed: int
    part: int
    drawn: int
    of: int

    def cell(self, article: str, start: int, end: int) -> str:
        """As it stands in the sheet; the check tells a cell that was changed or moved.

        >>> Drawn(seed=1, part=2, drawn=12, of=345).cell("monday", 0, 9)
        '12 of 345 in part 2 (seed 1, check a633)'
        """
        told = f"{self.drawn} of {self.of} in part {self.part} (seed {self.seed}, check "
        return f"{told}{crc32(f'{told}{article} {start} {end}'.encode()) % 65_536:04x})"


def drawn_in(row: SheetRow) -> Drawn | None:
    """What the row says of how it was drawn; None in a sheet that is no sample's."""
    if DRAWN not in row.cells:
        return None
    cell = " ".join(row.text(DRAWN).split())
    if not cell:
        raise row.mistake(DRAWN, f"empty; {_PUT_BACK}")
    found = _CELL.fullmatch(cell)
    if not found:
        raise row.mistake(DRAWN, f"{cell!r} is not what was written there; {_PUT_BACK}")
    drawn, of, part, seed = map(int, found.groups()[:4])
    told = Drawn(seed, part, drawn, of)
    if told.cell(row.text("article"), row.whole("start"), row.whole("end")) != cell:
        raise row.mistake(DRAWN, f"{cell!r} belongs to another row, or was changed; {_PUT_BACK}")
    return told
