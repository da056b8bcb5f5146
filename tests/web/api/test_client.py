"""PyPI's police-api-client, unmodified, over a real socket."""

import pytest
import requests
from police_api import PoliceAPI
from police_api.exceptions import APIError, InvalidCategoryException

from police_files import crime_id
from web.api import world


@pytest.fixture
def client(live: str) -> PoliceAPI:
    # Their client keeps officers and the like on the class; each test begins without.
    from police_api.forces import Force
    from police_api.neighbourhoods import Neighbourhood

    Force._resource_cache, Neighbourhood._resource_cache = {}, {}
    return PoliceAPI(base_url=live, user_agent="test", timeout=10)


def test_client_lists_forces(client):
    forces = client.get_forces()

    assert len(forces) == 44
    assert ("kent", "Kent Police") in {(force.id, force.name) for force in forces}


def test_client_reads_a_force_when_an_attribute_is_needed(client):
    force = client.get_force("kent")

    assert (force.name, force.telephone, force.engagement_methods, force.description) == (
        "Kent Police",
        "101",
        [],
        None,
    )
    assert force.url.startswith("https://")


def test_client_finds_no_officers_and_no_neighbourhoods(client):
    force = client.get_force("kent")

    assert (force.senior_officers, force.neighbourhoods) == ([], [])


def test_client_locates_a_place(client):
    found = client.locate_neighbourhood(51.28, 1.08)

    assert (found.force.id, found.id, found.officers, found.events, found.priorities) == (
        "kent", "canterbury", [], [], [],
    )  # fmt: skip


def test_client_takes_a_place_nobody_knows_for_none(client):
    assert client.locate_neighbourhood(48.85, 2.35) is None


def test_client_meets_an_error_where_no_team_is_loaded(client):
    with pytest.raises(APIError) as refused:
        client.get_neighbourhood("kent", "canterbury").name  # noqa: B018 - reading it is what asks

    assert refused.value.status_code == 404


def test_client_reads_the_months(client):
    assert (client.get_dates(), client.get_latest_date()) == (["2022-07", "2022-05"], "2022-07")


def test_client_reads_categories(client):
    categories = client.get_crime_categories("2022-07")

    assert len(categories) == 14
    assert client.get_crime_category("violent-crime", "2022-07").name == "Violence and sexual offences"
    with pytest.raises(InvalidCategoryException):
        client.get_crime_category("burglery")


def test_client_reads_crimes_round_a_point(client):
    crimes = client.get_crimes_point(*world.CENTRE, date="2022-07")

    assert len(crimes) == 8
    (burglary,) = [crime for crime in crimes if crime.category.id == "burglary"]
    assert burglary.category.name == "Burglary"
    assert (burglary.location.name, burglary.location.latitude) == ("On or near Invented Street", "51.280000")
    assert (burglary.outcome_status.category.name, burglary.outcome_status.date) == ("Suspect charged", "2022-08")
    assert [crime.location.is_btp() for crime in crimes].count(True) == 1


def test_client_reads_crimes_of_a_category(client):
    category = client.get_crime_category("robbery", "2022-07")

    assert len(client.get_crimes_point(*world.CENTRE, date="2022-07", category=category)) == 1


def test_client_reads_the_outcomes_of_a_crime(client):
    (burglary,) = client.get_crimes_point(*world.CENTRE, date="2022-07", category="burglary")

    assert [(one.category.id, one.date) for one in burglary.outcomes] == [
        ("no-further-action", "2022-07"),
        ("charged", "2022-08"),
    ]


def test_client_reads_a_crime_by_its_persistent_id(client):
    crime = client.get_crime(crime_id(world.CHARGED))

    assert (crime.month, crime.category.id, len(crime.outcomes)) == ("2022-07", "burglary", 2)


def test_client_posts_an_area(client):
    crimes = client.get_crimes_area([(51.2795, 1.0795), (51.2805, 1.0795), (51.2805, 1.0805), (51.2795, 1.0805)])

    assert len(crimes) == 3


def test_client_posts_an_area_as_detailed_as_a_neighbourhood(client):
    north = [(51.27 + number * 1e-5, 1.07) for number in range(2_000)]
    ring = [*north, (51.29, 1.09), (51.27, 1.09)]

    assert len(client.get_crimes_area(ring, date="2022-07")) == 8


def test_client_reads_crimes_at_a_location(client):
    (burglary,) = client.get_crimes_point(*world.CENTRE, date="2022-07", category="burglary")

    assert len(client.get_crimes_location(burglary.location.id, date="2022-07")) == 3


def test_client_reads_crimes_without_a_place(client):
    (crime,) = client.get_crimes_no_location("kent", date="2022-07")

    assert (crime.id > 0, crime.month, crime.context) == (True, "2022-07", "")


def test_client_meets_503_over_ten_thousand(client):
    with pytest.raises(APIError) as refused:
        client.get_crimes_point(*world.DURHAM_POINT, date="2022-07")

    assert refused.value.status_code == 503


def test_client_meets_429_when_too_fast(client):
    with pytest.raises(APIError) as refused:
        for _ in range(200):
            client.get_forces()

    assert refused.value.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "1"


def test_answers_come_compressed_over_the_wire(live):
    answer = requests.get(f"{live}crimes-street/all-crime", {"lat": 51.28, "lng": 1.08, "date": "2022-07"}, timeout=10)

    assert (answer.headers["Content-Encoding"], len(answer.json())) == ("gzip", 8)
