"""Files to take along: no text becomes a formula, and Parquet says where it comes from."""

import io

import pyarrow as pa
import pyarrow.parquet as pq

from hueandcry.warehouse import export

ROWS = pa.record_batch(
    {"name": ["=1+1", "Gwent", None, "-x", "@a", "+b", "\tc", ""], "n": [-1, 2, None, 4, 5, 6, 7, 8]},
)


def test_csv_makes_texts_that_begin_like_formulas_plain_and_leaves_numbers():
    found = b"".join(export.csv_chunks([ROWS])).decode().splitlines()

    assert found == [
        '"name","n"', '"\'=1+1",-1', '"Gwent",2', ",", '"\'-x",4', '"\'@a",5', '"\'+b",6', '"\'\tc",7', '"",8',
    ]  # fmt: skip


def test_csv_of_several_batches_has_one_header():
    found = b"".join(export.csv_chunks([ROWS, ROWS])).decode()

    assert found.count('"name","n"') == 1


def test_parquet_keeps_the_rows_as_they_are_and_says_where_they_come_from():
    data = export.parquet(iter([ROWS]), {"licence": "OGL", "build": "B"})

    found = pq.read_table(io.BytesIO(data))
    assert found.to_pylist() == ROWS.to_pylist()
    assert found.schema.metadata == {b"licence": b"OGL", b"build": b"B"}
