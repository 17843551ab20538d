"""What was measured of the four methods: the figures that benchmarks/ has written."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pandas as pd

# In the order of the lessons.
METHODS = ("framing", "term frequency", "quotation attribution", "source comparison")
HERE = "this program"
COLUMNS = "method measure who value low high basis corpus date command versions file".split()


def measured() -> pd.DataFrame:
    """How far each of the four methods was right, on which texts, beside people and other tools.

    The figures are those of the files that the scripts of benchmarks/ write. A test of this project
    fails when the code that was measured has changed since.

    Returns:
        One row a figure: method, measure (what was counted), who (this program, people, or another
        tool), value, low and high (per cent, 95%; missing where nobody has measured how sure the
        value is), basis (of what the interval is), corpus, date, command (that measures it anew),
        versions (with which it was measured), file (in lib/tellings/data/measured); by method in
        the order of the lessons, for each measure this program first.

    >>> figures = measured()
    >>> figures["method"].unique().tolist()
    ['framing', 'term frequency', 'quotation attribution', 'source comparison']
    >>> figures.query("low > value or high < value")["measure"].tolist()
    []
    """
    table = pd.DataFrame([*_rows()], columns=COLUMNS).astype({"low": float, "high": float})
    measures = table.loc[table["who"] == HERE, "measure"].tolist()
    order = [
        (METHODS.index(method), measures.index(measure), who != HERE)
        for method, measure, who in table[["method", "measure", "who"]].itertuples(index=False)
    ]
    return table.iloc[sorted(range(len(table)), key=order.__getitem__)].reset_index(drop=True)


def _rows() -> Iterator[dict[str, Any]]:
    folder = files("tellings") / "data" / "measured"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        result = json.loads(file.read_text(encoding="utf-8"))
        versions = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
        known = {"date": result["date"], "command": result["command"], "versions": versions}
        for figure in result["figures"]:
            yield {**figure, **known, "file": file.name}
