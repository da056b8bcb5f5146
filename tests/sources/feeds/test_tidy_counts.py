import io
import re
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from feed_reading import feed, lines, reasons, rows, sample
from hueandcry.bodies.queries import names
from hueandcry.sources.feeds.faults import WrongShapeError
from hueandcry.sources.feeds.tidy_counts.read import companions, description, read_with

ABOUT = """
scheme = "online-offences"
title = "Offences flagged as online"
publisher = "Invented Office"
licence = "Open Government Licence v3.0"
address = "https://example.org"
level = "force"
absent = "unknown"
month_format = "%Y-%m"

[columns]
body = "Force"
kind = "Offence"
month = "Month"
count = "Count"

[kinds."Stalking (online)"]
code = "stalking-online"
name = "Stalking, online"
online = true

[kinds."Drugs"]
code = "drugs"
name = "Drugs"
activity = true
"""
HEADER = "Force,Offence,Month,Count"


def tidy(*table, about=ABOUT, header=HEADER):
    return read_with(lines(header, *table), description(about.encode()), "invented.csv", names())


def test_counts_land_with_all_that_the_description_says():
    reading = tidy('Northumbria,Stalking (online),2024-01,"1,012"')

    assert rows(reading) == [
        {
            "scheme": "online-offences", "title": "Offences flagged as online", "title_cy": None,
            "publisher": "Invented Office", "publisher_cy": None, "licence": "Open Government Licence v3.0",
            "licence_cy": None, "address": "https://example.org", "absent": "unknown", "body": "northumbria",
            "area_code": "E23000007", "area_name": None, "level": "force", "kind": "stalking-online",
            "kind_name": "Stalking, online", "kind_name_cy": None, "activity": False, "online": True,
            "month": date(2024, 1, 1), "n": 1012,
        }
    ]  # fmt: skip


def test_what_welsh_pages_say_lands_beside_the_english():
    texts = 'title_cy = "Troseddau ar-lein"\npublisher_cy = "Swyddfa"\nlicence_cy = "TLA"\n'
    about = ABOUT.replace("publisher =", f"{texts}publisher =")
    about = about.replace('name = "Stalking, online"', 'name = "Stalking, online"\nname_cy = "Stelcio ar-lein"')

    found = rows(tidy("Kent,Stalking (online),2024-01,1", about=about))[0]

    assert {name: value for name, value in found.items() if name.endswith("_cy")} == {
        "title_cy": "Troseddau ar-lein",
        "publisher_cy": "Swyddfa",
        "licence_cy": "TLA",
        "kind_name_cy": "Stelcio ar-lein",
    }


def test_each_body_is_a_part_whose_period_names_scheme_and_months():
    reading = tidy("Kent,Drugs,2024-03,1", "Gwent,Drugs,2024-02,1", "Kent,Drugs,2023-12,1")

    assert [(part.body, part.period, part.table.num_rows) for part in reading.parts] == [
        ("gwent", "online-offences:2024-02_2024-02", 1),
        ("kent", "online-offences:2023-12_2024-03", 2),
    ]


def test_faulty_rows_are_set_aside_with_every_reason():
    reading = tidy(
        "Kent,Drugs,2024-01,3",
        "Nowhere,Fraud,2024-13,<5",
        "Kent,Drugs,2024-01,4",
        "Kent,Drugs,2024-02,-1",
        "Kent,Drugs",
    )

    found = reasons(reading)
    assert "Force: 'Nowhere' is no body we know" in found[2]
    assert "Offence: 'Fraud' is no kind of the description; add it to [kinds]" in found[2]
    assert "Month: '2024-13' is not a date written %Y-%m" in found[2]
    assert "Count: '<5' is not a number" in found[2]
    assert found[3] == "the same body, area_code, kind, month as record 1, which is kept"
    assert found[4] == "Count: -1 is below 0"
    assert found[5] == "2 cells; the header has 4"
    assert reading.rows_read == 5


def test_suppressed_and_blank_counts_are_never_zero():
    assert reasons(tidy("Kent,Drugs,2024-01,*", "Kent,Drugs,2024-02,")) == {
        1: "Count: '*' is not a number",
        2: "Count is blank",
    }


@pytest.mark.parametrize(
    ("layout", "written"),
    [("%d/%m/%Y", "17/01/2024"), ("%b %Y", "Jan 2024"), ("%Y%m", "202401"), ("%B-%y", "January-24")],
)
def test_month_is_read_in_the_layout_that_the_description_gives(layout, written):
    about = ABOUT.replace('"%Y-%m"', f'"{layout}"')

    assert rows(tidy(f"Kent,Drugs,{written},1", about=about))[0]["month"] == date(2024, 1, 1)


SMALL = (
    ABOUT.replace('level = "force"', 'level = "lsoa"\nbody = "Gwent Police"')
    .replace('body = "Force"', 'area_code = "LSOA"\narea_name = "Name"')
    .replace("[columns]", 'delimiter = ";"\n[columns]')
)


def small(about):
    """Keep TOML's order: plain keys before tables."""
    head, _, tail = about.partition("delimiter = ")
    first, _, rest = tail.partition("\n")
    return f"delimiter = {first}\n{head}{rest}"


def test_small_areas_of_one_body_with_semicolons_are_read():
    reading = tidy(
        "W01000001;Newport 001A;Drugs;2024-01;3", "E02000001;x;Drugs;2024-01;3",
        about=small(SMALL), header="LSOA;Name;Offence;Month;Count",
    )  # fmt: skip

    assert [(row["body"], row["area_code"], row["area_name"], row["level"]) for row in rows(reading)] == [
        ("gwent", "W01000001", "Newport 001A", "lsoa")
    ]
    assert reasons(reading)[2].startswith("LSOA: 'E02000001' does not look like")


def test_body_of_the_description_that_nobody_knows_is_refused():
    with pytest.raises(WrongShapeError, match="body 'Ruritania'"):
        tidy("W01000001;x;Drugs;2024-01;3", about=small(SMALL).replace("Gwent Police", "Ruritania"),
             header="LSOA;Name;Offence;Month;Count")  # fmt: skip


def test_force_without_an_area_code_of_its_own_is_known_by_its_slug():
    assert rows(tidy("British Transport Police,Drugs,2024-01,1"))[0]["area_code"] == "btp"


def test_parquet_is_read_like_csv():
    table = pa.table(
        {
            "Force": ["Kent", "Kent", "Kent"],
            "Offence": ["Drugs", "Drugs", None],
            "Month": pa.array([date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)]),
            "Count": pa.array([3, None, 5], pa.int64()),
        }
    )
    packed = io.BytesIO()
    pq.write_table(table, packed)

    reading = read_with(packed.getvalue(), description(ABOUT.encode()), "invented.parquet", names())

    assert [(row["month"], row["n"]) for row in rows(reading)] == [(date(2024, 1, 1), 3)]
    assert reasons(reading) == {2: "Count is blank", 3: "Offence is blank"}


def test_parquet_without_a_column_or_cut_short_is_refused():
    packed = io.BytesIO()
    pq.write_table(pa.table({"Force": ["Kent"]}), packed)
    described = description(ABOUT.encode())

    with pytest.raises(WrongShapeError, match="no column Offence, Month, Count among Force"):
        read_with(packed.getvalue(), described, "x.parquet", names())
    with pytest.raises(WrongShapeError, match="a Parquet file that cannot be read"):
        read_with(packed.getvalue()[:40], described, "x.parquet", names())


def test_parquet_with_a_column_twice_is_refused():
    packed = io.BytesIO()
    cells = [pa.array([one]) for one in ("Kent", "Drugs", "2024-01", 1, 2)]
    pq.write_table(pa.Table.from_arrays(cells, names=["Force", "Offence", "Month", "Count", "Count"]), packed)

    with pytest.raises(WrongShapeError, match="column Count twice"):
        read_with(packed.getvalue(), description(ABOUT.encode()), "x.parquet", names())


@pytest.mark.parametrize("month", ["0001-01", "1949-12", "2100-01", "9999-01"])
def test_month_of_no_century_of_ours_is_set_aside(month):
    reading = tidy(f"Kent,Drugs,{month},1", "Kent,Drugs,2024-01,1")

    assert reasons(reading) == {1: f"Month: '{month}' is not between 1950 and 2099"}


def test_table_without_a_described_column_is_refused():
    with pytest.raises(WrongShapeError, match="no column 'Count'"):
        tidy("Kent,Drugs,2024-01", header="Force,Offence,Month")


# The description


def test_every_fault_of_a_description_is_told_at_once():
    wrong = """
scheme = "Online Offences"
title = 7
level = "ward"
absent = "none"
month_format = "%Y"
colour = "blue"

[columns]
kind = "Offence"
region = "Region"

[kinds."A"]
code = "same"
name = "A"
online = "yes"

[kinds."B"]
code = "same"
colour = "red"
"""
    with pytest.raises(WrongShapeError) as refused:
        description(wrong.encode(), "wrong.toml")

    assert refused.value.where == "wrong.toml"
    assert refused.value.faults == (
        "title is not a text",
        "no publisher",
        "no licence",
        "no address",
        "scheme 'Online Offences' is not small letters, figures and hyphens",
        "level 'ward' is none of lsoa, district, force",
        "absent 'none' is none of zero, unknown",
        "month_format '%Y' has no year and month",
        "no column for month",
        "no column for count",
        "unknown column 'region'; known are kind, month, count, body, area_code, area_name",
        "body must be given once: for the whole table, or as a column",
        "no column for area_code, which every level but force needs",
        "online of kind 'A' is neither true nor false",
        "kind 'B' has no name",
        "unknown key 'colour' of kind 'B'",
        "kinds 'A' and 'B' share the code 'same'",
        "unknown key 'colour'",
    )


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('body = "Force"', 'body = "Force"\narea_code = 7'), "column area_code is not a text"),
        (("[columns]", 'delimiter = ";;"\n[columns]'), "delimiter is not one character"),
        (("[columns]", "body = 7\n[columns]"), "body is not a text"),
        (('"online-offences"', '"street"'), "scheme 'street' is that of another feed"),
        (('"online-offences"', '"mps"'), "scheme 'mps' is that of another feed"),
        (
            ("https://example.org", "javascript:alert(1)"),
            "address 'javascript:alert(1)' does not begin with https:// or http://",
        ),
        (('code = "drugs"', 'code = "The Drugs"'), "code 'The Drugs' is not small letters, figures and hyphens"),
    ],
)
def test_description_with_one_fault_tells_it(change, fault):
    with pytest.raises(WrongShapeError) as refused:
        description(ABOUT.replace(*change).encode())

    assert fault in refused.value.faults


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ("scheme = ", "broken TOML"),
        (f"scheme = {'9' * 5000}", "broken TOML (Exceeds the limit"),
        ("kinds = 1\ncolumns = 2", "no [columns]"),
    ],
)
def test_description_that_is_no_toml_or_holds_no_tables_is_refused(about, told):
    with pytest.raises(WrongShapeError, match=re.escape(told)):
        description(about.encode())


def test_description_alone_is_recognised_and_refused_with_what_is_missing():
    data = ABOUT.encode()
    one = feed("tidy_counts")

    assert one.recognises(sample(data, "online.toml"))
    with pytest.raises(WrongShapeError, match=r"online\.csv or online\.parquet beside it"):
        one.read(data, "online.toml", names())


def test_description_with_crlf_is_recognised():
    assert feed("tidy_counts").recognises(sample(ABOUT.replace("\n", "\r\n").encode()))


def test_other_toml_is_not_claimed():
    assert not feed("tidy_counts").recognises(sample(b'[project]\nname = "x"\n'))


def test_companions_bear_the_name_of_the_description():
    assert companions("folder/online.toml") == ("folder/online.csv", "folder/online.parquet")


def test_example_of_the_readme_is_read():
    readme = (Path(feed("tidy_counts").folder) / "README.md").read_text("utf-8")
    table = re.search(r"```csv\n(.*?)```", readme, re.DOTALL)[1].encode()
    about = re.search(r"```toml\n(.*?)```", readme, re.DOTALL)[1].encode()

    reading = read_with(table, description(about), "online-offences.csv", names())

    assert [(row["body"], row["kind"], row["n"]) for row in rows(reading)] == [
        ("gwent", "stalking-online", 1012),
        ("northumbria", "stalking-online", 31),
        ("northumbria", "blackmail-online", 4),
    ]
    assert len(reading.set_aside) == 0
