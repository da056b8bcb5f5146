"""Series that are no police street files: the borough series and tidy counts, with their breaks and overlaps."""

from datetime import UTC, date, datetime

import pytest

from hueandcry.sources import queries
from hueandcry.sources.actions import building, load
from hueandcry.sources.actions.loading import Refused
from hueandcry.warehouse import builds, reading
from real import FOLDER, real_file

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)

DESCRIPTION = """
scheme = "online-flagged"
title = "Offences flagged as online (invented)"
publisher = "Nobody"
licence = "None: invented"
address = "https://example.org/"
absent = "unknown"
level = "force"
body = "Kent Police"
month_format = "%Y-%m"

[columns]
kind = "kind"
month = "month"
count = "count"

[kinds.harassment]
code = "harassment"
name = "Harassment and stalking"
online = true
"""


@pytest.fixture
def ask(home):
    def answer(sql):
        made = builds.build(home=home, steps=building.steps(), checks=building.checks(), now=NOW, settings={})
        reader = reading.Reader(made)
        try:
            return reader._engine.execute(sql).fetchall()
        finally:
            reader.close()

    return answer


def described(folder, rows, name="counts"):
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.toml").write_text(DESCRIPTION)
    (folder / f"{name}.csv").write_text("kind,month,count\n" + "\n".join(rows) + "\n")
    return folder


def test_tidy_counts_enter_as_a_scheme_of_their_own(home, tmp_path, ask):
    report = load(
        home=home, paths=[described(tmp_path / "in", ["harassment,2022-01,7", "harassment,2022-02,9"])], now=NOW
    )

    assert [(file.state, file.rows_landed) for file in report.files] == [("landed", 2), ("passed over", 0)]
    assert ask("SELECT scheme, area, kind, month, n FROM counts ORDER BY month") == [
        ("online-flagged", "E23000032", "harassment", date(2022, 1, 1), 7),
        ("online-flagged", "E23000032", "harassment", date(2022, 2, 1), 9),
    ]
    assert ask("SELECT code, absent FROM schemes") == [("online-flagged", "unknown")]
    assert ask("SELECT name, online FROM kinds") == [("Harassment and stalking", True)]


def test_a_tidy_series_is_called_in_welsh_as_its_description_says(home, tmp_path, ask):
    folder = described(tmp_path / "in", ["harassment,2022-01,7"])
    welsh = DESCRIPTION.replace("publisher =", 'title_cy = "Troseddau ar-lein (dychmygol)"\npublisher =')
    (folder / "counts.toml").write_text(f'{welsh}name_cy = "Aflonyddu a stelcio"\n')

    load(home=home, paths=[folder], now=NOW)

    assert ask("SELECT title_cy, publisher_cy FROM schemes") == [("Troseddau ar-lein (dychmygol)", None)]
    assert ask("SELECT name_cy FROM kinds") == [("Aflonyddu a stelcio",)]


def test_a_later_tidy_table_replaces_the_months_it_shares(home, tmp_path, ask):
    load(
        home=home,
        paths=[described(tmp_path / "a", ["harassment,2022-01,7", "harassment,2022-02,9"])],
        now=NOW,
        release="2022-03",
    )
    load(
        home=home,
        paths=[described(tmp_path / "b", ["harassment,2022-02,8", "harassment,2022-03,5"])],
        now=NOW,
        release="2022-04",
    )

    assert ask("SELECT n FROM counts ORDER BY month") == [(7,), (8,), (5,)]


def test_a_description_without_its_table_is_refused_when_named(home, tmp_path):
    folder = described(tmp_path / "in", ["harassment,2022-01,7"])
    (folder / "counts.csv").unlink()

    with pytest.raises(Refused, match="a description without its table"):
        load(home=home, paths=[folder / "counts.toml"], now=NOW)


@pytest.mark.real
def test_london_s_fraud_is_a_break_and_its_boroughs_have_their_codes(home, ask):
    real_file("MANIFEST.md")
    load(home=home, paths=[FOLDER / "series"], now=NOW)

    total = "FROM counts WHERE scheme = 'mps' AND area = 'E23000001' AND kind = 'fraud-and-forgery'"
    assert ask(f"SELECT sum(n) {total} AND month <= '2013-03-01'") == [(71225,)]
    assert ask(f"SELECT n {total} AND month BETWEEN '2013-01-01' AND '2013-05-01' ORDER BY month") == [
        (2467,), (293,), (5,), (1,), (0,),
    ]  # fmt: skip
    (fraud,) = [one for one in queries.breaks() if one.id == "fraud-to-action-fraud"]
    assert (fraud.effect, fraud.first) == ("elsewhere", date(2013, 2, 1))
    assert ask("SELECT count(DISTINCT area) FROM counts WHERE scheme = 'mps' AND area LIKE 'E09%'") == [(32,)]
    assert ask("SELECT count(*) FROM areas WHERE name LIKE 'Unknown%' OR name LIKE '%Airport%'") == [(0,)]


def side_by_side(path, months, counts):
    path.write_text(
        f"MajorText,MinorText,BoroughName,{','.join(months)}\nTHEFT,BICYCLE THEFT,Barnet,{','.join(map(str, counts))}\n"
    )
    return path


def test_months_of_two_borough_tables_are_judged_once_each(home, tmp_path, ask):
    months = [f"2022{month:02d}" for month in range(1, 10)]
    earlier = side_by_side(tmp_path / "earlier.csv", months[:8], [100] * 8)
    later = side_by_side(tmp_path / "later.csv", months[1:], [100] * 7 + [90])
    load(home=home, paths=[earlier, later], now=NOW)

    assert ask("SELECT count(*), min(state), max(state) FROM coverage") == [(9, "complete", "complete")]


def test_months_of_two_tables_of_tidy_counts_are_judged_once_each(home, tmp_path, ask):
    rows = [f"harassment,2022-{month:02d},{100 if month < 9 else 90}" for month in range(1, 10)]
    load(home=home, paths=[described(tmp_path / "a", rows[:8]), described(tmp_path / "b", rows[1:])], now=NOW)

    assert ask("SELECT count(*), min(state), max(state) FROM coverage") == [(9, "complete", "complete")]


def test_a_later_table_of_rolling_totals_takes_the_place_of_what_both_hold(home, tmp_path, ask):
    header = "12 months ending,PFA,Region,Offence,Rolling year total number of offences"
    tables = {"earlier": [("2003", 5), ("2004", 6)], "later": [("2004", 7), ("2005", 8)]}
    for name, years in tables.items():
        lines = [f"31-03-{year},Kent,South East,Robbery,{n}" for year, n in years]
        (tmp_path / f"{name}.csv").write_text("\n".join([header, *lines]) + "\n")
    load(home=home, paths=[tmp_path / f"{name}.csv" for name in tables], now=NOW)

    assert ask("SELECT year(twelve_months_ending), total FROM recorded_rolling ORDER BY ALL") == [
        (2003, 5),
        (2004, 7),
        (2005, 8),
    ]
