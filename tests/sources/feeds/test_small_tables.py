"""Police grant, published figures, force population: small tables, each with its own trap."""

from datetime import date

import pytest

from feed_reading import feed, lines, read, reasons, rows, sample
from hueandcry.bodies.queries import names
from hueandcry.sources.feeds.faults import WrongShapeError
from real import real_file

# Police grant


def test_grant_takes_its_financial_year_from_the_file_name():
    reading = read("police_grant", lines("force,budget_gbp", 'Gwent,"58,261,643"'), "police_grant_2025-26.csv")

    assert rows(reading) == [
        {"body": "gwent", "published_name": "Gwent", "financial_year": "2025-26", "budget_gbp": 58261643}
    ]
    assert reading.parts[0].period == "2025-26"


@pytest.mark.parametrize("name", ["grant.csv", "grant_2025.csv", "grant_2025-27.csv", "2024-25_and_2025-26.csv"])
def test_grant_without_one_financial_year_in_its_name_is_refused(name):
    with pytest.raises(WrongShapeError, match="Rename the file so that its name holds the financial year"):
        read("police_grant", lines("force,budget_gbp", "Gwent,1"), name)


def test_grant_sets_blank_negative_unknown_and_repeated_forces_aside():
    data = lines("force,budget_gbp", "Gwent,", "Kent,-5", "Nowhere,5", "Essex,7", "Essex,8")

    found = reasons(read("police_grant", data, "grant_2025-26.csv"))

    assert found[1] == "budget_gbp is blank"
    assert found[2] == "budget_gbp: -5 is below 0"
    assert found[3].startswith("force: 'Nowhere' is no body we know")
    assert found[5] == "the same body as record 4, which is kept"


@pytest.mark.parametrize(
    ("slug", "data"),
    [
        ("police_grant", lines("note,budget_gbp,force", "x,5,Gwent")),
        ("published_figures", lines("unit,value,measure,period,url,source,note", "u,1,m,2015,https://a.example,s,x")),
        ("force_population", lines("Label,Population 2010,id,note", "Kent,1700000,kent,x")),
    ],
)
def test_columns_in_another_order_and_one_more_are_read(slug, data):
    reading = read(slug, data, "grant_2025-26.csv")

    assert (len(rows(reading)), list(reading.set_aside)) == (1, [])


@pytest.mark.real
def test_real_grants_land_for_43_forces():
    reading = read("police_grant", real_file("tables/police_grant_2025-26.csv"), "police_grant_2025-26.csv")
    grants = {row["body"]: row["budget_gbp"] for row in rows(reading)}

    assert (reading.rows_read, len(grants), len(reading.set_aside)) == (43, 43, 0)
    assert grants["northamptonshire"] == 96_686_118
    assert sum(grants.values()) == 9_806_553_487


# Published figures

FIGURES = "source,url,period,measure,value,unit"


def test_published_figure_keeps_its_words_and_tells_second_hand_sources():
    data = lines(
        FIGURES,
        "ONS bulletin,https://example.org/a,YE Mar 2016,fraud,3800000,incidents (rounded)",
        "Field trial (secondary page),https://example.org/b,2015,virus,1360000,incidents",
    )

    found = [(row["period_end"], row["value"], row["secondary"]) for row in rows(read("published_figures", data))]

    assert found == [(date(2016, 3, 31), 3_800_000.0, False), (None, 1_360_000.0, True)]


def test_published_figure_without_address_or_value_is_set_aside():
    assert reasons(read("published_figures", lines(FIGURES, "x,no address,2015,m,,u"))) == {
        1: "url: 'no address' does not look like https?://\\S+; value is blank"
    }


@pytest.mark.real
def test_real_published_figures_land_all_26():
    reading = read("published_figures", real_file("tables/published_figures.csv"))

    assert (reading.rows_read, len(rows(reading)), len(reading.set_aside)) == (26, 26, 0)
    assert sum(row["secondary"] for row in rows(reading)) == 14
    assert {row["period"]: row["value"] for row in rows(reading) if "fraud incidents" in row["measure"]}[
        "YE Mar 2016"
    ] == 3_800_000


# Force population

FORCES = "id,Label,Population 2010"
SOUND = ("kent,Kent Police,1700000", "city-of-london,City of London Police,7400")


def test_population_that_the_witnesses_allow_is_believed():
    found = [
        (row["body"], row["population"], row["suspect"])
        for row in rows(read("force_population", lines(FORCES, *SOUND)))
    ]

    assert found == [("kent", 1_700_000, ""), ("city-of-london", 7400, "")]


def test_one_impossible_population_makes_all_of_the_file_suspect():
    shifted = lines(FORCES, SOUND[0], "city-of-london,City of London Police,563500")

    reading = read("force_population", shifted)

    told = "city-of-london is given 563,500 people; between 5,000 and 20,000 is possible"
    assert [(row["population"], row["published_population"], row["suspect"]) for row in rows(reading)] == [
        (None, 1_700_000, told),
        (None, 563_500, told),
    ]
    assert list(reading.notes) == [f"no population believed: {told}"]


def test_force_without_population_keeps_its_name_and_no_zero():
    row = rows(read("force_population", lines(FORCES, "btp,British Transport Police,")))[0]

    assert (row["body"], row["population"], row["published_population"]) == ("btp", None, None)


def test_file_that_ends_without_a_line_end_loses_no_force_but_is_noted():
    reading = read("force_population", lines(FORCES, *SOUND).rstrip(b"\n"))

    assert len(rows(reading)) == 2
    assert list(reading.notes) == ["the last line has no line end: check that the file is whole"]


def test_id_and_label_of_two_bodies_are_set_aside():
    assert reasons(read("force_population", lines(FORCES, "kent,Essex Police,1"))) == {
        1: "id 'kent' and label 'essex' are two bodies"
    }


def test_two_population_columns_refuse_the_file():
    data = lines("id,Label,Population 2010,Population 2011", "kent,Kent Police,1,2")
    one = feed("force_population")

    assert one.recognises(sample(data))
    with pytest.raises(WrongShapeError, match="2 population columns"):
        one.read(data, "x.csv", names())


@pytest.mark.real
def test_real_populations_are_shifted_by_one_force_and_none_is_believed():
    reading = read("force_population", real_file("series/forces.csv"))
    published = {row["body"]: row["published_population"] for row in rows(reading)}

    assert (reading.rows_read, len(rows(reading)), len(reading.set_aside)) == (44, 44, 0)
    assert [row["body"] for row in rows(reading) if row["population"] is not None] == []
    assert [published[slug] for slug in ("city-of-london", "greater-manchester", "lincolnshire", "merseyside")] == [
        563_500, 561_400, 11_700, 1_353_400
    ]  # fmt: skip


@pytest.mark.real
def test_real_populations_agree_with_the_official_ones_only_where_they_are_not_shifted():
    workbook = "tables/ons_pfa/policeforceareatablesyearendingmarch2018v2.xlsx"
    official = {
        row["body"]: row["value"]
        for row in rows(read("ons_pfa", real_file(workbook), "x.xlsx"))
        if row["table"] == "P9" and row["period_label"] == "mid-2010"
    }
    published = {
        row["body"]: row["published_population"]
        for row in rows(read("force_population", real_file("series/forces.csv")))
        if row["published_population"]
    }

    far = sorted(slug for slug, people in published.items() if abs(people / official[slug] - 1) > 0.031)

    assert len(far) == 19
    assert (far[0], far[-1]) == ("city-of-london", "lincolnshire")
    assert abs(published["city-of-london"] / official["cleveland"] - 1) < 0.02
