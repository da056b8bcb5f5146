"""Rows: a file of good rows is read in one pass, any other row by row, and both ways land the same."""

import csv
import itertools
import random
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from hueandcry.sources.actions import building, load
from hueandcry.sources.actions.loading import Refused
from hueandcry.warehouse import builds, landing, manifest, reading
from police_files import OUTCOMES, STREET, crime_id, street_file, street_row

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
GOOD_IDS, BAD_IDS = [crime_id(1), "0" * 64], ["f" * 63, "A" * 64, "g" * 64, "f" * 65]
PLACES = {
    ("1.08", "51.28", "E01024001", "Canterbury 001A"): True,
    ("-10", "62", "W01001440", ""): True,
    ("", "", "", ""): True,
    ("-1.5", "55", "S01000001", "Glasgow"): True,
    ("-6", "54.5", "95AA01S1", ""): True,
    ("-6", "54.5", "N20000001", ""): True,
    ("4.1", "51", "", ""): False,
    ("1", "48.9", "", ""): False,
    ("1", "", "", ""): False,
    ("", "51", "", ""): False,
    ("nan", "51", "", ""): False,
    ("1", "51", "E0102400", ""): False,
    ("1", "51", "E010240011", ""): False,
    ("1", "51", "", "Canterbury 001A"): False,
}


def rows_of(home):
    return [
        row
        for one in sorted(manifest.live(manifest.landings(home)), key=lambda one: one.key)
        if one.path
        for row in pq.read_table(home.landed / one.path).to_pylist()
    ]


def judged(names, months, ids, lasts):
    """Yield (cells, is the row good?) for some thousand of all combinations of good and bad cells."""
    every = itertools.product(ids.items(), months.items(), names.items(), names.items(), PLACES.items(), lasts.items())
    sample = random.Random(5).sample(list(every), 3_000)
    for (one, ok1), (month, ok2), (by, ok3), (within, ok4), (place, ok5), (last, ok6) in sample:
        good = ok1 and ok2 and ok3 and (ok4 or within == "") and ok5 and ok6
        lng, lat, lsoa, lsoa_name = place
        yield (one, month, by, within, lng, lat, "On or near Street", lsoa, lsoa_name, *last), good


AGAIN = ("kent", "2022-07", "2027-01")
NAMES = {"Kent Police": True, "Devon & Cornwall Police": True, "Kent Constabularry": False, "": False}
MONTHS = {"2022-07": True, "2022-13": False, "2022-7": False, "July": False, "": False}
STREET_IDS = dict.fromkeys([*GOOD_IDS, ""], True) | dict.fromkeys(BAD_IDS, False)
OUTCOME_IDS = STREET_IDS | {"": False}
KINDS = {("Burglary", "", ""): True, ("Drugs", "Under investigation", "x"): True, ("Piracy", "", ""): False}


@pytest.mark.parametrize(
    ("header", "ids", "lasts"),
    [(STREET, STREET_IDS, KINDS), (OUTCOMES, OUTCOME_IDS, {("Suspect charged",): True, ("",): False})],
    ids=["street", "outcomes"],
)
def test_load_lands_every_good_row_and_gives_a_reason_for_every_other(home, tmp_path, header, ids, lasts):
    rows = list(judged(NAMES, MONTHS, ids, lasts))
    file = tmp_path / "a.csv"
    with file.open("w", newline="") as sink:
        csv.writer(sink, lineterminator="\n").writerows([header.split(","), *(cells for cells, _ in rows)])

    report = load(home=home, paths=[file], now=NOW)

    with report.set_aside.open(newline="") as aside:
        told = {int(row["record"]): row for row in csv.DictReader(aside)}
    assert sorted(told) == [number for number, (_, good) in enumerate(rows, start=1) if not good]
    assert [number for number, row in told.items() if not row["reason"]] == []
    assert [row["raw"] for row in told.values()] == [",".join(cells) for cells, good in rows if not good]
    assert report.files[0].rows_landed == sum(good for _, good in rows)


@pytest.mark.parametrize(
    "worse",
    [
        [street_row(9, month="never")],
        ["too,few"],
        [street_row(9, month="2022-08")],
        [street_row(9, body="Essex Police")],
    ],
    ids=["a bad row", "a ragged row", "another month", "another body"],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_file_read_row_by_row_lands_its_good_rows_as_a_good_file_does(home, tmp_path, worse, first):
    good = [street_row(number % 5, location=f"Street {number}") for number in range(20)]
    load(home=home, paths=[street_file(tmp_path / "a.csv", good)], now=NOW)
    (plain,) = (pq.read_table(home.landed / one.path) for one in manifest.landings(home))

    mixed = worse + good if first else good + worse
    load(home=home, paths=[street_file(tmp_path / "b.csv", mixed)], release="2027-01", now=NOW)

    again = next(one for one in manifest.landings(home) if (one.body, one.period, one.release) == AGAIN)
    assert pq.read_table(home.landed / again.path).to_pydict() == plain.to_pydict()


def test_landed_files_hold_what_was_published_and_nothing_of_how_it_was_judged(home, tmp_path):
    load(home=home, paths=[street_file(tmp_path / "a.csv", [street_row(1)])], now=NOW)

    (row,) = rows_of(home)
    assert row == {
        "crime_id": crime_id(1),
        "month": date(2022, 7, 1),
        "reported_by": "Kent Police",
        "falls_within": "Kent Police",
        "lng": 1.08,
        "lat": 51.28,
        "location": "On or near Invented Street",
        "lsoa": "E01024001",
        "lsoa_name": "Canterbury 001A",
        "crime_type": "Burglary",
        "outcome": "Under investigation",
        "context": None,
    }


@pytest.mark.parametrize(
    ("text", "landed"),
    [
        (STREET, 0),
        (STREET + "\n", 0),
        (STREET + "\n" + street_row(1), 1),
        (STREET + "\n\n" + street_row(1) + "\n", 1),
        ("\ufeff" + STREET + "\r\n" + street_row(1) + "\r\n", 1),
        (",".join(f'"{name}"' for name in STREET.split(",")) + "\n" + street_row(1) + "\n", 1),
        (STREET + "\n" + street_row(1, location='"On or\nnear"') + "\n" + street_row(2) + "\n", 2),
    ],
    ids=["header", "header line", "no last line end", "blank line", "byte-order mark", "quoted", "two lines"],
)
def test_load_reads_files_with_odd_beginnings_and_ends(home, tmp_path, text, landed):
    file = tmp_path / "a.csv"
    file.write_text(text, encoding="utf-8", newline="")

    report = load(home=home, paths=[file], now=NOW)

    assert [(one.rows_read, one.rows_landed, one.rows_set_aside) for one in report.files] == [(landed, landed, 0)]
    assert len(rows_of(home)) == landed


def test_load_refuses_a_file_with_more_faults_than_a_month_has_rows(home, tmp_path, monkeypatch):
    monkeypatch.setattr(landing, "MOST_FAULTS", 3)
    few = street_file(tmp_path / "few.csv", [street_row(1), "x", "x", street_row(2, month="never")])
    many = street_file(tmp_path / "many.csv", [street_row(3), "x", "x", "x", street_row(2, month="never")])
    ragged = street_file(tmp_path / "ragged.csv", [street_row(4), *["x"] * 9])

    assert [one.rows_set_aside for one in load(home=home, paths=[few], now=NOW).files] == [3]
    for file in (many, ragged):
        with pytest.raises(Refused, match="more than 3 rows that cannot be read"):
            load(home=home, paths=[file], now=NOW)
    assert [one.source for one in manifest.landings(home)] == ["few.csv"]


def test_files_landed_with_further_columns_are_still_built(home, tmp_path):
    load(home=home, paths=[street_file(tmp_path / "a.csv", [street_row(1)])], now=NOW)
    (old,) = (home.landed / one.path for one in manifest.landings(home))
    table = pq.read_table(old)
    for name in ("fault", "raw_text"):
        table = table.append_column(name, pa.nulls(table.num_rows, pa.string()))
    pq.write_table(table, old)
    load(home=home, paths=[street_file(tmp_path / "b.csv", [street_row(2, month="2022-08")])], now=NOW)

    made = builds.build(home=home, steps=building.steps(), checks=building.checks(), now=NOW, settings={})

    assert reading.Reader(made).rows("hueandcry.web", "about_build") != []


def rewritten(path, change):
    """Write two good rows, each line changed after it was parted into cells."""
    lines = [line.split(",") for line in (STREET, street_row(1), street_row(2))]
    path.write_text("".join(f"{','.join(change(at, cells))}\n" for at, cells in enumerate(lines)))
    return path


@pytest.mark.parametrize(
    "change",
    [
        lambda at, cells: cells[::-1],
        lambda at, cells: ["x" if at else "Force's own reference", *cells],
        lambda at, cells: [*cells, "", ""],
        lambda at, cells: [*cells, "x" if at else '"Remarks, if any"'],
    ],
    ids=["another order", "one more in front", "empty ones at the end", "one more with a comma"],
)
def test_columns_are_known_by_their_names_wherever_they_stand(home, tmp_path, change):
    load(home=home, paths=[rewritten(tmp_path / "a.csv", lambda at, cells: cells)], now=NOW)
    expected = rows_of(home)

    report = load(home=home, paths=[rewritten(tmp_path / "b.csv", change)], now=NOW, release="2027-01")

    assert [(one.state, one.rows_landed, one.rows_set_aside) for one in report.files] == [("landed", 2, 0)]
    assert rows_of(home) == expected


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (STREET.replace("Month", "Crime ID"), "column 'Month' is missing"),
        (STREET.replace("Month", "Months"), "column 'Month' is missing; column 'Months' is not known"),
        (f"{STREET},Context", "its header is not on the first line, parted by commas, each column once"),
        (f"\n{STREET}", "its header is not on the first line, parted by commas, each column once"),
        (STREET.replace(",", ";"), "its header is not on the first line, parted by commas, each column once"),
    ],
)
def test_a_header_that_is_almost_ours_is_told(home, tmp_path, header, told):
    file = tmp_path / "a.csv"
    file.write_text(f"{header}\n{street_row(1)}\n")

    with pytest.raises(
        Refused, match=f"found what looks like Police street-level crime, by force and month, but {told}"
    ):
        load(home=home, paths=[file], now=NOW)


def test_a_table_whose_header_is_almost_ours_is_told(home, tmp_path):
    file = tmp_path / "rolling.csv"
    file.write_text("12 months ending,PFA,Region,Kind,Rolling year total number of offences\n")

    with pytest.raises(Refused, match="but column 'Offence' is missing; column 'Kind' is not known"):
        load(home=home, paths=[file], now=NOW)


def test_a_quote_that_is_never_closed_lands_nothing(home, tmp_path):
    rows = [street_row(n) for n in range(1, 30)]
    file = tmp_path / "a.csv"
    file.write_text("\n".join([STREET, *rows[:3], f'"{rows[3]}', *rows[4:]]) + "\n")

    with pytest.raises(Refused, match="a quote in record 4 is never closed"):
        load(home=home, paths=[file], now=NOW)

    assert manifest.landings(home) == []
