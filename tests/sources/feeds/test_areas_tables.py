"""LSOA population, LSOA names, LSOA lookup and the district lookup."""

import json

import pytest

from feed_reading import feed, lines, read, reasons, rows, sample
from hueandcry.bodies.queries import names
from hueandcry.sources.feeds.faults import WrongShapeError
from hueandcry.sources.feeds.lsoa_names.read import edition
from real import real_file

# LSOA population

POPULATION = (
    "LSOA Code,LSOA Name,LA Code (2019 boundaries),LA name (2019 boundaries),"
    "LA Code (2020 boundaries),LA name (2020 boundaries),All Ages"
)
LINE = 'E01017655,Aylesbury Vale 001A,E07000004,Aylesbury Vale,E06000060,Buckinghamshire,"1,954"'


def test_population_survives_byte_order_mark_crlf_and_thousands_commas():
    reading = read("lsoa_population", lines(POPULATION, LINE, end="\r\n", bom=True), "lsoa_mid2019_population.csv")

    assert rows(reading) == [
        {
            "code": "E01017655", "name": "Aylesbury Vale 001A", "year": 2019, "population": 1954,
            "district_code": "E06000060", "district": "Buckinghamshire",
            "earlier_district_code": "E07000004", "earlier_district": "Aylesbury Vale",
        }
    ]  # fmt: skip
    assert reading.parts[0].period == "2019"


@pytest.mark.parametrize("name", ["SAPE22DT2-mid-2019-lsoa.csv", "mid_2019.csv", "Mid 2019.csv"])
def test_population_takes_its_year_from_the_file_name(name):
    assert rows(read("lsoa_population", lines(POPULATION, LINE), name))[0]["year"] == 2019


@pytest.mark.parametrize("name", ["population.csv", "lsoa_2019.csv", "mid2019_mid2020.csv"])
def test_population_without_one_mid_year_in_its_name_is_refused(name):
    with pytest.raises(WrongShapeError, match="Rename the file so that its name says which mid-year"):
        read("lsoa_population", lines(POPULATION, LINE), name)


def test_population_without_districts_is_refused():
    with pytest.raises(WrongShapeError, match="no district column"):
        read("lsoa_population", lines("LSOA Code,LSOA Name,All Ages", "E01000001,x,1"), "mid2019.csv")


def test_population_rows_with_faults_are_set_aside():
    wrong = LINE.replace("E01017655", "E02000001").replace('"1,954"', "many")

    assert reasons(read("lsoa_population", lines(POPULATION, LINE, LINE, wrong), "mid2019.csv")) == {
        2: "the same code as record 1, which is kept",
        3: "LSOA Code: 'E02000001' does not look like [EW]01\\d{6}; All Ages: 'many' is not a number",
    }


@pytest.mark.real
def test_real_populations_add_up_to_england_and_wales_of_mid_2019():
    data = real_file("geo/lsoa_mid2019_population.csv")

    reading = read("lsoa_population", data, "lsoa_mid2019_population.csv")

    people = {row["code"]: row["population"] for row in rows(reading)}
    assert (reading.rows_read, len(people), len(reading.set_aside)) == (34753, 34753, 0)
    assert (sum(people.values()), people["E01011949"]) == (59_439_840, 1954)


# LSOA names


def as_json(**areas):
    return json.dumps(areas).encode()


def test_names_hold_the_district_of_their_own_map():
    data = as_json(E01017655="Aylesbury Vale 001A", W01000001="Isle of Anglesey 007A", S01006506="Culter - 01")

    found = [(row["code"], row["district"], row["country"], row["edition"]) for row in rows(read("lsoa_names", data))]

    assert found == [
        ("E01017655", "Aylesbury Vale", "England", 2011),
        ("W01000001", "Isle of Anglesey", "Wales", 2011),
        ("S01006506", None, "Scotland", 2011),
    ]


@pytest.mark.parametrize(
    ("codes", "year"),
    [
        ({"E01000001", "E01033768", "W01001958", "S01013481", "95AA01S1"}, 2011),
        ({"E01000001", "E01033769"}, 2021),
        ({"W01001959"}, 2021),
        ({"S01013482"}, 2021),
        ({"N21000001"}, 2021),
        (set(), 2011),
    ],
)
def test_edition_is_told_by_the_codes_issued_later(codes, year):
    assert edition(codes) == year


def test_names_that_are_no_area_or_no_name_are_set_aside():
    data = b'{"E01000001": "City of London 001A", "E09000001": "City of London", "E01000002": null, "E01000003": " "}'

    reading = read("lsoa_names", data)

    assert reasons(reading) == {
        2: "'E09000001' is not the code of a small area",
        3: "E01000002 has no name",
        4: "E01000003 has no name",
    }
    assert reading.rows_read == 4


def test_second_name_of_a_code_is_set_aside():
    reading = read("lsoa_names", b'{"E01000001": "City of London 001A", "E01000001": "Another 001A"}')

    assert [row["name"] for row in rows(reading)] == ["City of London 001A"]
    assert reasons(reading) == {2: "E01000001 is the same as record 1, which is kept"}


def test_names_cut_short_are_refused():
    with pytest.raises(WrongShapeError, match="broken JSON"):
        read("lsoa_names", b'{"E01000001": "City of London 001A", "E01')


def test_a_map_of_other_codes_is_not_claimed():
    assert not feed("lsoa_names").recognises(sample(b'{"E23000001": "Metropolitan Police"}'))


@pytest.mark.real
@pytest.mark.parametrize(
    ("file", "year", "areas", "districts"), [("lsoa11", 2011, 42619, 348), ("lsoa21", 2021, 43914, 331)]
)
def test_real_names_land_under_the_edition_their_codes_prove(file, year, areas, districts):
    import gzip

    reading = read("lsoa_names", gzip.decompress(real_file(f"geo/postcodes/{file}_names.json.gz")))

    assert [(part.period, part.table.num_rows) for part in reading.parts] == [(str(year), areas)]
    assert len({row["district"] for row in rows(reading)} - {None}) == districts
    assert len(reading.set_aside) == 0


# LSOA lookup (no real file at hand)

LOOKUP = "LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND,LAD22CD,LAD22NM,LAD22NMW,ObjectId"


def lookup_line(old, new, change):
    return f"{old},Invented 001A,{new},Invented 001B,{change},E07990001,Hollin Vale,,1"


def test_lookup_lands_unchanged_split_merged_and_redrawn_areas():
    data = lines(
        LOOKUP,
        lookup_line("E01990001", "E01990001", "U"),
        lookup_line("E01990002", "E01990011", "S"),
        lookup_line("E01990002", "E01990012", "S"),
        lookup_line("E01990003", "E01990013", "M"),
        lookup_line("E01990004", "E01990013", "M"),
        lookup_line("E01990005", "E01990014", "X"),
        bom=True,
    )

    found = [(row["lsoa11"][-2:], row["lsoa21"][-2:], row["change"]) for row in rows(read("lsoa_lookup", data))]

    assert found == [
        ("01", "01", "U"), ("02", "11", "S"), ("02", "12", "S"), ("03", "13", "M"), ("04", "13", "M"), ("05", "14", "X")
    ]  # fmt: skip


def test_lookup_knows_both_spellings_of_the_change_column_and_later_districts():
    data = lines(
        "LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHNGIND,LAD23CD,LAD23NM", "E01990001,a,E01990001,a,U,E07990001,Hollin Vale"
    )

    assert [(row["change"], row["district"]) for row in rows(read("lsoa_lookup", data))] == [("U", "Hollin Vale")]


def test_lookup_sets_an_unchanged_area_with_a_new_code_aside():
    data = lines(LOOKUP, lookup_line("E01990001", "E01990002", "U"), lookup_line("E01990001", "E01990001", "Q"))

    assert reasons(read("lsoa_lookup", data)) == {
        1: "marked unchanged, but E01990001 became E01990002",
        2: "CHGIND: 'Q' does not look like [USMX]",
    }


def test_lookup_without_change_letters_is_refused():
    with pytest.raises(WrongShapeError, match="no column 'CHGIND'"):
        read("lsoa_lookup", lines(LOOKUP.replace(",CHGIND", ""), "x"))


# District lookup

CSP = "lad-code;lad-name;csp-code;csp-name;PFA21CD;PFA21NM"


def test_area_lookup_reads_semicolons_crlf_and_spellings_of_forces():
    data = lines(
        CSP,
        "E09000001;City of London;E22000344;City of London;E23000034;London, City of",
        "E06000023;Bristol, City of;E22000001;Bristol;E23000036;Avon and Somerset",
        end="\r\n",
    )

    found = [(row["district_name"], row["body"]) for row in rows(read("area_lookup", data))]

    assert found == [("City of London", "city-of-london"), ("Bristol, City of", "avon-and-somerset")]


def test_area_lookup_keeps_districts_with_several_partnerships_and_the_other_way_round():
    pair = "E06000060;Buckinghamshire;E2200000{};x;E23000029;Thames Valley"
    data = lines(
        CSP, pair.format(1), pair.format(2), "E07000001;Elsewhere;E22000001;x;E23000029;Thames Valley", pair.format(1)
    )

    reading = read("area_lookup", data)

    assert len(rows(reading)) == 3
    assert reasons(reading) == {4: "the same district_code, partnership_code as record 1, which is kept"}


def test_area_lookup_with_commas_is_not_claimed():
    assert not feed("area_lookup").recognises(sample(CSP.replace(";", ",").encode()))


def test_area_lookup_without_forces_is_refused():
    data = lines("lad-code;lad-name;csp-code;csp-name", "E09000001;a;E22000344;b")

    with pytest.raises(WrongShapeError, match="no column 'PFA21CD'; no column 'PFA21NM'"):
        feed("area_lookup").read(data, "x.csv", names())


@pytest.mark.real
def test_real_area_lookup_lands_every_pair():
    reading = read("area_lookup", real_file("series/csp_lad_to_csp.csv"))
    landed = rows(reading)

    assert (reading.rows_read, len(landed), len(reading.set_aside)) == (341, 341, 0)
    counted = [len({row[column] for row in landed}) for column in ("district_code", "partnership_code", "body")]
    assert counted == [331, 314, 43]
