import csv
import gzip
import io
import json
import re

import pytest

from hueandcry.bodies import queries
from real import real_file


@pytest.mark.parametrize(
    ("published", "slug"),
    [
        ("London, City of", "city-of-london"),
        ("City of London (incl. funded units)", "city-of-london"),
        ("Devon & Cornwall", "devon-and-cornwall"),
        ("Devon and Cornwall", "devon-and-cornwall"),
        ("Dyfed Powys", "dyfed-powys"),
        ("Dyfed-Powys", "dyfed-powys"),
        ("Heddlu Gogledd Cymru", "north-wales"),
        ("Metropolitan Police Service", "metropolitan"),
        ("Police Service of Northern Ireland (PSNI)", "northern-ireland"),
        ("avon & somerset constabulary", "avon-and-somerset"),
        ("northumbria", "northumbria"),
        ("Dedicated Cheque and Plastic Crime Unit", "dcpcu"),
    ],
)
def test_body_knows_every_reviewed_spelling(published, slug):
    assert queries.body(published) == slug
    assert queries.names().body(published) == slug


@pytest.mark.parametrize("unknown", ["", "Total", "Northumberland Police", "West", "Metropolitan Pol", "Kent Polic"])
def test_body_never_guesses(unknown):
    assert queries.body(unknown) is None


def test_forces_are_the_43_of_england_and_wales_scotland_and_northern_ireland():
    forces = queries.forces()

    by_country = {country: sum(one.country == country for one in forces) for country in {f.country for f in forces}}
    assert by_country == {"England": 39, "Wales": 4, "Scotland": 1, "Northern Ireland": 1}


def test_the_four_welsh_forces_alone_have_a_welsh_name():
    assert {one.slug for one in queries.bodies() if one.welsh_name and one.kind != "invented"} == {
        "dyfed-powys", "gwent", "north-wales", "south-wales",
    }  # fmt: skip


def test_by_gss_finds_the_force_of_a_code():
    assert queries.by_gss("E23000007") == queries.get("northumbria")
    assert queries.by_gss("E23999999") is None


def test_get_answers_none_for_an_unknown_slug():
    assert queries.get("ruritania") is None


@pytest.mark.parametrize(
    ("district", "force"),
    [
        ("Aylesbury Vale", "thames-valley"),
        ("Buckinghamshire", "thames-valley"),
        ("County Durham", "durham"),
        ("Northumberland", "northumbria"),
        ("Newcastle upon Tyne", "northumbria"),
        ("Newcastle-under-Lyme", "staffordshire"),
        ("Isle of Anglesey", "north-wales"),
        ("The Vale of Glamorgan", "south-wales"),
        ("Westmorland and Furness", "cumbria"),
        ("Somerset", "avon-and-somerset"),
        ("City of London", "city-of-london"),
        ("Belfast", "northern-ireland"),
        ("Fife", "scotland"),
        ("Gotham", None),
    ],
)
def test_force_of_district_knows_districts_past_and_present(district, force):
    assert queries.force_of_district(district) == force


def test_every_territorial_force_has_districts_and_no_other_body_but_the_invented_one_has():
    with_districts = set(queries.districts())

    assert {one.slug for one in queries.forces()} - with_districts == set()
    assert {queries.get(slug).kind for slug in with_districts} == {"territorial", "invented"}
    assert all(queries.districts().values())


def test_spellings_and_body_agree():
    assert {name for name, slug in queries.spellings().items() if queries.body(name) != slug} == set()


def test_every_body_has_a_contact_that_admits_it_is_not_verified():
    contacts = [queries.contact(one.slug) for one in queries.bodies()]

    assert [one.slug for one in contacts if one.verified or not one.website.startswith("https://")] == []


@pytest.mark.parametrize(
    ("slug", "non_emergency", "fraud"),
    [
        ("gwent", "101", "Report Fraud"),
        ("scotland", "101", "Police Scotland"),
        ("northern-ireland", "101", "Report Fraud"),
    ],
)
def test_contact_sends_fraud_to_the_centre_of_the_country(slug, non_emergency, fraud):
    contact = queries.contact(slug)

    assert (contact.emergency, contact.non_emergency, contact.fraud["name"]) == ("999", non_emergency, fraud)


def test_contact_of_an_unknown_body_is_none():
    assert queries.contact("ruritania") is None


def test_others_names_the_bank_line_and_the_two_addresses_for_suspicious_messages():
    others = queries.others()

    assert (others["bank"]["phone"], others["suspicious_text"]["phone"]) == ("159", "7726")
    assert others["suspicious_email"]["email"] == "report@phishing.gov.uk"


@pytest.mark.real
def test_every_district_of_the_real_lsoa_names_has_a_force():
    names = [
        name
        for edition in ("lsoa11", "lsoa21")
        for code, name in json.loads(gzip.decompress(real_file(f"geo/postcodes/{edition}_names.json.gz"))).items()
        if code.startswith(("E", "W"))
    ]

    districts = {re.sub(r" \d{3}[A-Z]+$", "", name) for name in names}

    assert len(districts) == 358
    assert {name for name in districts if queries.force_of_district(name) is None} == set()


@pytest.mark.real
def test_every_district_of_the_real_community_safety_lookup_has_the_same_force():
    text = real_file("series/csp_lad_to_csp.csv").decode("utf-8-sig")

    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))

    assert len(rows) == 341
    assert [row for row in rows if queries.force_of_district(row["lad-name"]) != queries.body(row["PFA21NM"])] == []
    assert [row for row in rows if queries.by_gss(row["PFA21CD"]).slug != queries.body(row["PFA21NM"])] == []


@pytest.mark.real
def test_every_real_force_code_has_its_force():
    codes = json.loads(real_file("geo/postcodes/police_force_areas.json"))
    forces = {code: name for code, name in codes.items() if code[:3] in ("E23", "W15")}

    assert len(forces) == 43
    assert {code for code, name in forces.items() if queries.by_gss(code).slug != queries.body(name)} == set()


def test_every_force_of_england_and_wales_lies_in_one_region():
    lying = [slug for region in queries.regions() for slug in region.forces]
    forces = {one.slug for one in queries.forces() if one.country in ("England", "Wales")}

    assert (len(queries.regions()), len(lying), set(lying)) == (10, 43, forces)


def test_a_region_is_in_the_country_of_its_forces_and_has_a_welsh_name():
    for region in queries.regions():
        assert {queries.get(slug).country for slug in region.forces} == {region.country}
        assert region.welsh_name


def test_a_region_is_found_by_slug_and_code_and_never_mistaken_for_a_force():
    assert queries.region("E12000005") == queries.region("west-midlands-region")
    assert queries.region_of("west-midlands") == queries.region("west-midlands-region")
    assert queries.region("west-midlands") is None
    assert queries.region_of("northern-ireland") is None
    assert not {one.slug for one in queries.regions()} & {one.slug for one in queries.bodies()}


@pytest.mark.real
def test_regions_are_those_of_the_published_series():
    published = {
        (queries.body(row["PFA"]), row["Region"])
        for row in csv.DictReader(io.StringIO(real_file("series/rec-crime-pfa.csv").decode("utf-8-sig")))
    }
    called = {"East": "East of England"}

    theirs = {(slug, called.get(region, region)) for slug, region in published if slug and queries.region_of(slug)}
    assert theirs == {(slug, region.name) for region in queries.regions() for slug in region.forces}
