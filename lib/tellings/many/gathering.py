"""Questions to the tables of many stories, answered in stated memory."""

import json
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pandas as pd

from tellings.many.running import ERRORS, PARTITIONS

KINDS = ("BOOLEAN", "BIGINT", "DOUBLE", "VARCHAR")  # of columns; each fits into the next
# What is asked often. Sums are over articles, so they are those of the library's own functions on
# the same articles; what these tell of chance needs the articles, and is not in a sum.
QUESTIONS = {
    "counts": """
        SELECT word, outlet, sum(count)::BIGINT AS count,
            (sum(sum(count)) OVER (PARTITION BY outlet))::BIGINT AS "of",
            1000 * sum(count) / sum(sum(count)) OVER (PARTITION BY outlet) AS per_1000,
            count(*) AS articles, bool_and(stop) AS stop
        FROM counts GROUP BY word, outlet ORDER BY count DESC, word, outlet""",
    # Dunning (1993), four cells: n times the information that word and outlet share.
    "keyness": """
        WITH words AS (SELECT word, outlet, sum(count)::DOUBLE AS k FROM counts GROUP BY ALL),
        sides AS (SELECT outlet, sum(k) AS c FROM words GROUP BY outlet),
        every AS (SELECT word, sum(k) AS k FROM words GROUP BY word),
        n AS (SELECT sum(k) AS n FROM words),
        cells AS (
            SELECT every.word, sides.outlet, coalesce(words.k, 0) AS a, every.k - a AS b, c,
                n - c AS d, n
            FROM every CROSS JOIN sides CROSS JOIN n
            LEFT JOIN words ON words.word = every.word AND words.outlet = sides.outlet
            WHERE n > c)
        SELECT word, outlet, a::BIGINT AS count, c::BIGINT AS "of", b::BIGINT AS rest,
            d::BIGINT AS rest_of,
            greatest(0, 2 * (
                CASE WHEN a > 0 THEN a * ln(a * n / (c * (a + b))) ELSE 0 END
                + CASE WHEN b > 0 THEN b * ln(b * n / (d * (a + b))) ELSE 0 END
                + CASE WHEN c > a THEN (c - a) * ln((c - a) * n / (c * (n - a - b))) ELSE 0 END
                + CASE WHEN d > b THEN (d - b) * ln((d - b) * n / (d * (n - a - b))) ELSE 0 END
            )) AS g2
        FROM cells ORDER BY g2 DESC, word, outlet""",
    "shares_of_voice": """
        SELECT outlet, actor AS voice,
            sum(words)::BIGINT AS words,
            sum(words) / greatest(sum(sum(words)) OVER (PARTITION BY outlet), 1) AS share,
            sum(attributions - acts)::BIGINT AS attributions
        FROM sources WHERE attributions > acts GROUP BY outlet, voice
        ORDER BY outlet, words DESC, voice""",
    "frame_shares": """
        SELECT frame, outlet, sum(hits)::BIGINT AS hits, sum(sentences)::BIGINT AS sentences,
            sum("of")::BIGINT AS "of", sum(sentences) / nullif(sum("of"), 0) AS share
        FROM frame_scores GROUP BY frame, outlet ORDER BY frame, outlet""",
}


def gathered(out: str | Path, question: str, memory: str = "1GB") -> pd.DataFrame:
    """Asks the tables that `run_many` wrote, by SQL, without holding them all in memory.

    Each table is there under its name, and so are `articles`, `report`, `partitions` and `errors`;
    partitions of earlier runs in the same folder are not. What does not fit into the memory is put
    aside on the disk.

    Args:
        out: the folder of the tables.
        question: SQL as DuckDB understands it, or one of four that are asked often, each by
            outlet: "counts" (words of all articles), "keyness" (log-likelihood of four cells
            against all other outlets, Dunning 1993), "shares_of_voice" (of all attributed words)
            and "frame_shares" (of all sentences). They need the tables of counts, sources and
            frame_scores with the arguments left as they are, but for a codebook. Who a name stands
            for is decided in each story by itself, so "Lee" of two stories is one voice here. Each
            answer is a table, too, of which SQL can take a part where the whole has millions of
            rows: "FROM keyness() WHERE count + rest >= 30 LIMIT 1000".
        memory: the most that DuckDB may hold; the answer itself comes on top.

    Returns:
        The answer. A list is JSON: ``json_extract(content, '$[0][0]')`` is where the first stretch
        of a content begins.

    Raises:
        FileNotFoundError: no run into that folder has come to its end.
        duckdb.Error: there is no such table or column.
    """
    folder = Path(out).absolute()
    if not (folder / PARTITIONS).is_file():
        raise FileNotFoundError(
            f"{out}: no run into this folder has come to its end; call run_many again, which goes "
            "on where it was"
        )
    with TemporaryDirectory() as aside:
        settings = {"memory_limit": memory, "temp_directory": aside}
        with duckdb.connect(config=settings) as database:
            for name in (PARTITIONS, ERRORS):
                database.read_parquet(str(folder / name)).create_view(Path(name).stem)
            tables = (
                "SELECT table_name, list(file ORDER BY number), list(DISTINCT columns) FROM"
                " (SELECT *, row_number() OVER () AS number FROM partitions) GROUP BY table_name"
            )
            for name, files, columns in database.sql(tables).fetchall():
                head = Path(aside, f"{name}.parquet")
                _write_head(database, columns, head)
                places = [str(head), *(str(folder / file) for file in files)]
                database.read_parquet(places).create_view(name)
            for name, answer in QUESTIONS.items():
                if f"{name}()" in question:  # it needs tables that may not be there
                    database.execute(f"CREATE MACRO {name}() AS TABLE ({answer})")
            return database.sql(QUESTIONS.get(question, question)).df()


def _write_head(database: duckdb.DuckDBPyConnection, columns: Iterable[str], path: Path) -> None:
    """A table without rows whose columns fit all files: as the first file it gives each its kind,
    and DuckDB need not open ten thousand files at a time to find out, which takes 600 MB.
    """
    kinds: dict[str, str] = {}
    for file in columns:
        for name, kind in json.loads(file).items():
            kinds[name] = max(kinds.get(name, kind), kind, key=KINDS.index)
    names = {name: '"' + name.replace('"', '""') + '"' for name in kinds}
    fields = ", ".join(f"NULL::{kind} AS {names[name]}" for name, kind in kinds.items())
    database.sql(f"SELECT {fields} LIMIT 0").write_parquet(str(path))
