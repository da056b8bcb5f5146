import io
from datetime import date

import openpyxl
import pytest

from feed_reading import feed, read, rows, sample
from hueandcry.bodies.queries import forces, names
from hueandcry.sources.feeds.faults import WrongShapeError
from hueandcry.sources.feeds.ons_pfa.areas import UnknownAreaError, area_of
from hueandcry.sources.feeds.ons_pfa.cells import address, value_and_flag
from hueandcry.sources.feeds.ons_pfa.labels import clean, clean_code, clean_title, heading, subject
from real import real_file


def workbook(**sheets):
    """Return the bytes of a workbook of our own; underscores in the sheets' names become blanks."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, grid in sheets.items():
        sheet = book.create_sheet(title.replace("_", " "))
        for line in grid:
            sheet.append([None if cell == "" else cell for cell in line])
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


NOTES = [["Crime in England & Wales, year ending March 2019 - PFA tables"]]
HEAD = [
    ["Table P1: Police recorded crime by offence group, number of offences, year ending March 20191,2"],
    [""],
    ["England and Wales"],
    ["", "", "Total recorded crime (excluding fraud3)", "", "Victim-based crime", ""],
    ["Area Code", "Area Name", "", "", "Robbery", "Burglary5,6"],
    ["", "", "Numbers"],
]
KENT = ["E23000032", "Kent", 10, "", 4, 6]
FOOT = [["Source: invented"], ["1. A note that says something."]]


def invented(*lines, head=HEAD, notes=NOTES, sheet="Table_P1_"):
    return workbook(Notes=notes, **{sheet: [*head, *lines, *FOOT]})


def cells(*lines, **options):
    return rows(read("ons_pfa", invented(*lines, **options), "invented.xlsx"))


def test_every_cell_becomes_a_row_with_its_offence_measure_and_period():
    first, second, third = cells(KENT)

    assert first == {
        "edition": date(2019, 3, 31), "table": "P1", "sheet": "Table P1 ", "body": "kent", "area_code": "E23000032",
        "area_name": "Kent", "offence_group": None, "offence": "Total recorded crime (excluding fraud)",
        "measure": "Numbers", "unit": "number", "period_label": "year ending March 2019",
        "year_ending": date(2019, 3, 31), "value": 10.0, "flag": None,
    }  # fmt: skip
    assert (second["offence_group"], second["offence"], second["value"]) == ("Victim-based crime", "Robbery", 4.0)
    assert (third["offence_group"], third["offence"], third["value"]) == ("Victim-based crime", "Burglary", 6.0)


def test_preamble_footnotes_and_empty_columns_are_no_figures():
    reading = read("ons_pfa", invented(KENT, ["", "", "", "", "", ""]), "invented.xlsx")

    assert (reading.rows_read, len(rows(reading)), list(reading.set_aside)) == (3, 3, [])
    assert list(reading.notes) == ["sheets without a table passed over: 'Notes'"]


def test_footnote_digits_glued_to_names_and_codes_are_taken_off():
    found = cells(["E230000328", "Kent7", 1, "", 2, 3])

    assert {(row["area_code"], row["area_name"], row["body"]) for row in found} == {("E23000032", "Kent", "kent")}


@pytest.mark.parametrize("sign", ["-", ":", "..", "+", "*", "*↑", "N/A", "[x]", "z"])
def test_sign_in_a_number_cell_is_kept_as_flag_and_no_value(sign):
    found = cells(["E23000032", "Kent", sign, "", 2, ""])

    assert [(row["value"], row["flag"]) for row in found] == [(None, sign), (2.0, None)]


def test_blank_cell_among_figures_is_flagged_blank():
    found = cells(KENT, ["E23000028", "Essex", 1, "", "", 2])

    assert [(row["value"], row["flag"]) for row in found if row["body"] == "essex"] == [
        (1.0, None), (None, "blank"), (2.0, None)
    ]  # fmt: skip


def test_number_written_as_text_is_read():
    assert [row["value"] for row in cells(["E23000032", "Kent", "1,234", "", " 56 ", 7])] == [1234.0, 56.0, 7.0]


def test_text_in_number_cells_refuses_the_file_and_names_every_cell():
    data = invented(KENT, ["E23000028", "Essex", "see note", "", 1, "about 20"])

    with pytest.raises(WrongShapeError) as refused:
        read("ons_pfa", data, "invented.xlsx")

    assert refused.value.faults == (
        "sheet 'Table P1 ', cell C8: 'see note' is neither a number nor a sign",
        "sheet 'Table P1 ', cell F8: 'about 20' is neither a number nor a sign",
    )
    assert refused.value.where == "invented.xlsx"


def test_figures_without_a_heading_refuse_the_file():
    head = [*HEAD[:5], ["", "", ""]]

    with pytest.raises(WrongShapeError, match="column C7 and below has figures but no heading"):
        read("ons_pfa", invented(KENT, head=head), "invented.xlsx")


def test_two_columns_with_one_heading_refuse_the_file():
    head = [*HEAD[:4], ["Area Code", "Area Name", "", "", "Robbery", "Robbery"], HEAD[5]]

    with pytest.raises(WrongShapeError, match="column F7 and below has the heading of column E7"):
        read("ons_pfa", invented(KENT, head=head), "invented.xlsx")


def test_sheet_without_names_of_areas_refuses_the_file():
    head = [*HEAD[:4], ["Area Code", "Place", "", "", "Robbery", "Burglary"], HEAD[5]]

    with pytest.raises(WrongShapeError, match="a column of area codes but none of area names"):
        read("ons_pfa", invented(KENT, head=head), "invented.xlsx")


def test_sheet_without_figures_refuses_the_file():
    with pytest.raises(WrongShapeError, match="sheet 'Table P1 ': no figures"):
        read("ons_pfa", invented(), "invented.xlsx")


def test_workbook_that_says_no_year_is_refused():
    head = [["Table P1: Police recorded crime"], *HEAD[1:]]

    with pytest.raises(WrongShapeError, match="no sheet says which year the workbook is about"):
        read("ons_pfa", invented(KENT, head=head, notes=[["Notes"]]), "invented.xlsx")


def test_workbook_cut_short_is_refused():
    data = invented(KENT)
    one = feed("ons_pfa")

    with pytest.raises(WrongShapeError, match="a damaged workbook"):
        one.read(data[: len(data) // 2], "cut.xlsx", names())


def test_sheet_that_was_renamed_is_known_by_its_title():
    reading = read("ons_pfa", workbook(Notes=NOTES, Figures=[*HEAD, KENT], Table_P2=[*HEAD, KENT]), "invented.xlsx")

    assert [(row["table"], row["sheet"]) for row in rows(reading)] == [("P1", "Figures")] * 3 + [("P2", "Table P2")] * 3
    assert list(reading.notes) == ["sheets without a table passed over: 'Notes'"]


def test_table_that_stands_twice_refuses_the_file():
    with pytest.raises(
        WrongShapeError, match="sheet 'Table P1 ': table P1 again, which stands in sheet 'Table P1' too"
    ):
        read("ons_pfa", workbook(Notes=NOTES, Table_P1=[*HEAD, KENT], Table_P1_=[*HEAD, KENT]), "invented.xlsx")


def test_tables_that_are_not_there_are_noted():
    reading = read("ons_pfa", workbook(Notes=NOTES, Table_P1=[*HEAD, KENT], Table_P4=[*HEAD, KENT]), "invented.xlsx")

    assert list(reading.notes) == ["sheets without a table passed over: 'Notes'", "no sheet holds P2, P3"]


def test_area_that_stands_twice_in_a_table_is_set_aside():
    reading = read("ons_pfa", invented(KENT, ["E23000032", "Kent ", 9, "", 9, 9]), "invented.xlsx")

    assert [row["value"] for row in rows(reading)] == [10.0, 4.0, 6.0]
    assert [one.reason for one in reading.set_aside] == [
        "sheet 'Table P1 ', line 8: 'Kent' stands on line 7 already, which is kept"
    ]


def england(*, england=39, kent=1, head=HEAD):
    """Return a workbook in which each force of England has one crime of each kind, and London has them all."""
    forces_of = [["", one.name, 1, "", 1, 1] for one in forces() if one.country == "England" and one.slug != "kent"]
    regions = [["", f"{name} region" if name == "West Midlands" else name, *COUNTS] for name in REGIONS]
    regions[6] = ["", "London", 39, "", 39, 39]
    return workbook(
        Notes=NOTES,
        Table_P1=[*head, ["", "ENGLAND", england, "", 39, 39], *regions, ["", "Kent", kent, "", 1, 1], *forces_of],
    )


COUNTS = [0, "", 0, 0]


def test_table_of_recorded_crime_that_adds_up_is_read():
    assert list(read("ons_pfa", england(), "x.xlsx").set_aside) == []


def test_table_of_recorded_crime_that_does_not_add_up_refuses_the_file():
    with pytest.raises(WrongShapeError) as refused:
        read("ons_pfa", england(england=40, kent=5), "x.xlsx")

    where = "sheet 'Table P1', 'Total recorded crime (excluding fraud)', year ending March 2019"
    assert refused.value.faults == (
        f"{where}: the regions of England are 39, England is 40",
        f"{where}: the forces of England are 43, England is 40",
    )


def test_other_table_that_does_not_add_up_is_read_and_noted():
    head = [HEAD[0], [""], ["England and Wales"], ["Area Code", "Area Name", "Knives", "", "a", "b"], HEAD[5]]

    reading = read("ons_pfa", england(england=40, head=head), "x.xlsx")

    where = "sheet 'Table P1', 'Knives', year ending March 2019"
    assert list(reading.notes)[1:] == [
        f"does not add up: {where}: the regions of England are 39, England is 40",
        f"does not add up: {where}: the forces of England are 39, England is 40",
    ]


def test_workbook_of_other_sheets_is_not_claimed():
    assert not feed("ons_pfa").recognises(sample(workbook(Notes=NOTES, Table_1=HEAD), "x.xlsx"))


def test_unknown_area_is_set_aside_with_sheet_and_line():
    reading = read("ons_pfa", invented(KENT, ["", "Kentshire", 1, "", 2, 3]), "invented.xlsx")

    assert [(one.record, one.raw, one.reason) for one in reading.set_aside] == [
        (
            8,
            ",Kentshire,1.0,,2.0,3.0",
            "sheet 'Table P1 ', line 8: 'Kentshire' is no area we know; "
            "add a reviewed alias, or a line to areas.csv of this feed",
        )
    ]
    assert reading.rows_read == 4


def test_mislabelled_area_whose_code_is_anothers_is_set_aside():
    reading = read("ons_pfa", invented(["E23000028", "Kent", 1, "", 2, 3], KENT), "invented.xlsx")

    assert reading.set_aside[0].reason.endswith("E23000028 is not the code of 'Kent', which is E23000032")


def test_west_midlands_is_a_region_or_a_force_by_its_code():
    found = cells(["E12000005", "West Midlands ", 2, "", 1, 1], ["E23000014", "West Midlands", 1, "", 1, 1])

    assert [row["body"] for row in found] == ["region:West Midlands"] * 3 + ["west-midlands"] * 3


def test_west_midlands_without_codes_is_the_region_where_it_heads_a_block():
    head = [HEAD[0], [""], ["England and Wales"], ["", "Robbery"], ["", "Number"]]
    grid = [["ENGLAND7", 9], [""], ["West Midlands", 3], ["Staffordshire", 1], ["West Midlands", 2]]

    found = cells(*grid, head=head)

    assert [(row["body"], row["value"]) for row in found] == [
        ("country:England", 9.0), ("region:West Midlands", 3.0), ("staffordshire", 1.0), ("west-midlands", 2.0)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name", "key"),
    [
        ("K04000001", "ENGLAND AND WALES", "country:England and Wales"),
        ("K04000001", "ENGLAND AND WALES (inc. BTP)", "country:England and Wales with British Transport Police"),
        ("", "England (excluding Greater Manchester Police)", "country:England without Greater Manchester"),
        ("E12000007", "London", "region:London"),
        ("E23000034", "London, City of", "city-of-london"),
        ("", "City of London / Metropolitan Police", "forces:city-of-london+metropolitan"),
        ("", "British Transport Police(2006)", "btp"),
        ("E12000003", "Yorkshire and the Humber", "region:Yorkshire and The Humber"),
    ],
)
def test_area_of_knows_areas_that_are_no_force(code, name, key):
    assert area_of(code, name, names(), heads_block=False).key == key


def test_area_of_refuses_a_region_with_another_code():
    with pytest.raises(UnknownAreaError, match="E12000001 is not the code of 'London', which is E12000007"):
        area_of("E12000001", "London", names(), heads_block=False)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Stalking\nand harassment4", "Stalking and harassment"),
        ("Residential burglary (households) 6,7,9", "Residential burglary (households)"),
        ("Total recorded crime (excluding fraud3)", "Total recorded crime (excluding fraud)"),
        ("Population figures\n (mid-2017)3  rounded to 100", "Population figures (mid-2017) rounded to 100"),
        ("Apr '07 to Mar '084", "Apr '07 to Mar '08"),
        ("Apr '11 to Mar '125, 6", "Apr '11 to Mar '12"),
        ("Apr '16 to Mar '17", "Apr '16 to Mar '17"),
        ("Rate per 1,000 population", "Rate per 1,000 population"),
        ("London 10", "London"),
        ("ENGLAND AND WALES4,5,6,7,8,9,10", "ENGLAND AND WALES"),
        (
            "ENGLAND AND WALES (Excluding Greater Manchester Police)4,6",
            "ENGLAND AND WALES (Excluding Greater Manchester Police)",
        ),
        (2016.0, "2016"),
    ],
)
def test_clean_takes_footnote_numbers_off_and_nothing_else(written, read_as):
    assert clean(written) == read_as


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Table P1: Crime, year ending March 20191,2", "Table P1: Crime, year ending March 2019"),
        ("Table P1:  Crime, year ending March 181,2,3", "Table P1: Crime, year ending March 18"),
        ("Table P6: Crime, year ending March 2019 CSEW1", "Table P6: Crime, year ending March 2019 CSEW"),
    ],
)
def test_clean_title_takes_footnote_numbers_off_the_year(written, read_as):
    assert clean_title(written) == read_as


@pytest.mark.parametrize(
    ("written", "code"),
    [("E23000011", "E23000011"), ("E230000118", "E23000011"), ("E230000257,8", "E23000025"), ("", ""), ("Kent", "")],
)
def test_clean_code_takes_footnote_numbers_off(written, code):
    assert clean_code(written) == code


TITLE = "Table P5: Knife offences, by police force area, year ending March 2019"
YEAR = "year ending March 2019"
TEN = "Apr '10 to Mar '11"
RATE = "Rate per 1,000 population"
HOUSEHOLDS = "Household figures (mid-2017) rounded to 100"
CHANGE = "% change April 2018 to March 2019 compared with:"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["Robbery", "Number of offences"], ("Robbery", "Number of offences", "number", YEAR)),
        ([TEN, "% involving a knife"], ("Knife offences", "% involving a knife", "percent", TEN)),
        (
            [CHANGE, TEN],
            ("Knife offences", "Percentage change", "percent change", f"April 2018 to March 2019 compared with {TEN}"),
        ),
        (["Burglary (households)", RATE], ("Burglary (households)", RATE, "rate per 1,000 households", YEAR)),
        (["Mid-year", "2010"], ("Knife offences", "Mid-year estimate", "residents", "mid-2010")),
        ([HOUSEHOLDS], (None, HOUSEHOLDS, "households", "mid-2017")),
    ],
)
def test_heading_tells_offence_measure_unit_and_period(texts, expected):
    told = heading(texts, TITLE)

    assert (told.offence, told.measure, told.unit, told.period) == expected


def test_heading_without_a_measure_is_none():
    assert heading(["Robbery"], TITLE) is None


def test_subject_is_what_a_title_is_about():
    assert (
        subject("Table P7:  Anti-social behaviour incidents, by police force area") == "Anti-social behaviour incidents"
    )


@pytest.mark.parametrize("cell", [True, date(2019, 1, 1), None, "see note", "12 or 13", "٣٤"])
def test_value_and_flag_refuses_what_is_neither_number_nor_sign(cell):
    with pytest.raises(ValueError, match="is neither a number nor a sign"):
        value_and_flag(cell)


@pytest.mark.parametrize("cell", [1e300, -1e16, float("inf"), float("nan")])
def test_value_and_flag_refuses_what_no_table_could_hold(cell):
    with pytest.raises(ValueError, match="is larger than any published number"):
        value_and_flag(cell)


def test_value_and_flag_shows_a_long_text_in_short():
    with pytest.raises(ValueError, match=f"^'{'x' * 60}…' is neither"):
        value_and_flag("x" * 30_000)


@pytest.mark.parametrize(
    ("line", "position", "written"),
    [(7, 0, "A7"), (7, 25, "Z7"), (7, 26, "AA7"), (12, 27, "AB12"), (1, 701, "ZZ1"), (1, 702, "AAA1")],
)
def test_address_is_written_as_in_a_spreadsheet(line, position, written):
    assert address(line, position) == written


# The five real workbooks.

EDITIONS = {
    "policeforceareatablesyearendingmarch2018v2": ("2018-03", 9410, 4876282, 11),
    "policeforceareadatatablesyearendingjune2018corrected": ("2018-06", 6066, 4978455, 7),
    "policeforceareatablesyearendingsep18corrected": ("2018-09", 6066, 5073131, 7),
    "policeforceareatablesyearendingdecember2018": ("2018-12", 6066, 5153064, 6),
    "policeforceareatablesyeendingmarch2019": ("2019-03", 8026, 5257081, 9),
}
TOTAL = "Total recorded crime (excluding fraud)"


@pytest.fixture(scope="module")
def editions():
    return {name: read("ons_pfa", real_file(f"tables/ons_pfa/{name}.xlsx"), f"{name}.xlsx") for name in EDITIONS}


@pytest.mark.real
@pytest.mark.parametrize("name", EDITIONS)
def test_real_workbook_lands_every_cell(editions, name):
    period, landed, crimes, _ = EDITIONS[name]
    reading = editions[name]

    assert [(part.body, part.period, part.table.num_rows) for part in reading.parts] == [("all", period, landed)]
    assert (reading.rows_read, list(reading.set_aside)) == (landed, [])
    assert [
        row["value"]
        for row in rows(reading)
        if (row["table"], row["body"], row["offence"]) == ("P1", "country:England and Wales", TOTAL)
    ] == [crimes]


@pytest.mark.real
@pytest.mark.parametrize("name", EDITIONS)
def test_real_workbook_has_no_two_rows_for_one_figure(editions, name):
    keys = [
        (row["table"], row["body"], row["offence"], row["measure"], row["period_label"]) for row in rows(editions[name])
    ]

    assert len(keys) == len(set(keys))


@pytest.mark.real
@pytest.mark.parametrize("name", EDITIONS)
def test_real_crimes_of_the_39_english_forces_add_up_to_england(editions, name):
    english = {one.slug for one in forces() if one.country == "England"}
    counts = [row for row in rows(editions[name]) if row["table"] == "P1"]
    offences = {row["offence"] for row in counts}

    def total(offence, bodies):
        return sum(row["value"] for row in counts if row["offence"] == offence and row["body"] in bodies)

    assert len(offences) == 23
    assert [one for one in offences if total(one, english) != total(one, {"country:England"})] == []
    assert [
        one for one in offences if total(one, {f"region:{name}" for name in REGIONS}) != total(one, {"country:England"})
    ] == []


REGIONS = (
    "North East", "North West", "Yorkshire and The Humber", "East Midlands", "West Midlands", "East", "London",
    "South East", "South West",
)  # fmt: skip


@pytest.mark.real
def test_real_cells_read_by_hand(editions):
    found = {
        (row["table"], row["body"], row["offence"], row["measure"], row["period_label"]): (row["value"], row["flag"])
        for row in rows(editions["policeforceareatablesyeendingmarch2019"])
    }
    knives = "Knife and sharp instrument offences recorded by the police for selected offences"
    incidents = "Anti-social behaviour incidents (non-National Statistics)"
    year = "year ending March 2019"

    assert found["P1", "northumbria", TOTAL, "Numbers", year] == (160777.0, None)
    assert found["P1", "city-of-london", TOTAL, "Numbers", year] == (7195.0, None)
    assert found["P3", "city-of-london", TOTAL, "Rate per 1,000 population", year] == (None, "+")
    assert found["P3", "cleveland", None, "Population figures (mid-2017) rounded to 100", "mid-2017"] == (
        566200.0,
        None,
    )
    assert found["P4", "durham", "Attempted murder", "% involving a knife", year] == (None, "-")
    assert found["P5", "cleveland", knives, "Number of selected offences involving a knife", "Apr '10 to Mar '11"] == (
        216.0, None
    )  # fmt: skip
    significant = "Statistically significantly different from England and Wales"
    assert found["P6", "cumbria", "Any anti-social behaviour", significant, f"{year} CSEW"] == (None, "*")
    assert found["P7", "northumbria", incidents, "Number of Incidents", "Apr '07 to Mar '08"] == (171347.0, None)
    assert found["P8", "region:West Midlands", "Personal", "Percentages", year][0] == pytest.approx(19.39014911624158)
    assert found["P8", "west-midlands", "Personal", "Percentages", year][0] == pytest.approx(10.159807160074994)


@pytest.mark.real
def test_real_england_of_march_2018_counts_the_transport_police_in_the_knife_tables(editions):
    latest = {
        row["body"]: row["value"]
        for row in rows(editions["policeforceareatablesyearendingmarch2018v2"])
        if (row["table"], row["unit"], row["period_label"]) == ("P5", "number", "Apr '17 to Mar '18")
    }

    assert latest["country:England"] - sum(latest[f"region:{name}"] for name in REGIONS) == latest["btp"] == 97


@pytest.mark.real
@pytest.mark.parametrize("name", EDITIONS)
def test_real_blanks_stand_only_where_nothing_is_significant(editions, name):
    assert {row["unit"] for row in rows(editions[name]) if row["flag"] == "blank"} <= {"sign"}
