"""What every address has in common: limits, errors, headers, and what must never work."""

import gzip
import itertools
import json
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client, override_settings

from hueandcry.sources.actions import building
from hueandcry.warehouse import builds
from hueandcry.web.api import answering
from hueandcry.web.api.limits import TokenBucket
from web.api import world

HERE = {"lat": "51.28", "lng": "1.08", "date": "2022-07"}
STREET = "/api/crimes-street/all-crime"

# ---- missing is never zero ----


def coverage(answer) -> dict[str, str]:
    return dict(one.split("=") for one in answer["X-Coverage"].split(", "))


def test_coverage_says_complete_where_all_was_published(api):
    assert coverage(api.get(STREET, HERE)) == {"btp": "complete", "kent": "complete"}


def test_coverage_says_missing_for_a_month_left_out(api):
    answer = api.get(STREET, {**HERE, "date": "2022-06"})

    assert answer.json() == []
    assert coverage(answer) == {"btp": "no-data", "kent": "missing"}


def test_coverage_says_no_data_for_a_month_after_the_last(api):
    answer = api.get(STREET, {**HERE, "date": "2023-01"})

    assert (answer.status_code, answer.json()) == (200, [])
    assert coverage(answer) == {"btp": "no-data", "kent": "no-data"}


def test_coverage_knows_a_force_by_its_boundary_where_no_crime_was_ever_placed(api):
    answer = api.get(STREET, {**HERE, "lat": "51.10", "lng": "0.60"})

    assert (answer.json(), coverage(answer)) == ([], {"kent": "complete"})


def test_coverage_is_unknown_where_nothing_is_known(api):
    answer = api.get(STREET, {**HERE, "lat": "48.85", "lng": "2.35"})

    assert (answer.json(), answer["X-Coverage"]) == ([], "unknown")


def test_coverage_knows_who_reported_where_there_are_no_small_areas(api):
    answer = api.get(STREET, {"lat": "54.597", "lng": "-5.93", "date": "2022-07"})

    assert coverage(answer) == {"northern-ireland": "no-data"}


def test_coverage_of_outcomes_is_that_of_the_outcomes_files(api):
    answer = api.get("/api/outcomes-at-location", {**HERE, "date": "2022-05"})

    assert (answer.json(), coverage(answer)["kent"]) == ([], "no-data")


def test_month_before_the_first_is_not_found(api):
    answer = api.get(STREET, {**HERE, "date": "2022-04"})

    assert (answer.status_code, answer.json()["expected"]) == (404, "2022-05 or later")


# ---- what is invented says so ----


def test_invented_crimes_are_marked_in_the_header_and_in_each_of_them(county_api):
    answer = county_api.get(STREET, {"lat": "54.61", "lng": "2.21"})

    assert answer["X-Data"] == "invented"
    assert {crime["context"] for crime in answer.json()} == {"Invented example, not a real crime"}


@pytest.mark.parametrize(
    "address",
    [
        "forces",
        "forces/exampleshire",
        "forces/exampleshire/people",
        "exampleshire/neighbourhoods",
        "crime-last-updated",
        "crimes-street-dates",
        "crimes-no-location?force=exampleshire&category=all-crime",
        "outcomes-at-location?lat=54.61&lng=2.21",
        "locate-neighbourhood?q=54.61,2.21",
    ],
)
def test_every_answer_that_rests_on_the_invented_county_says_so(county_api, address):
    answer = county_api.get(f"/api/{address}")

    assert (answer.status_code, answer["X-Data"]) == (200, "invented")


def test_outcomes_of_an_invented_crime_are_marked(county_api):
    crimes = county_api.get("/api/crimes-street/burglary", {"lat": "54.61", "lng": "2.21"}).json()
    asked = next(crime["persistent_id"] for crime in crimes if crime["persistent_id"])

    answer = county_api.get(f"/api/outcomes-for-crime/{asked}")

    assert (answer["X-Data"], answer.json()["crime"]["context"]) == ("invented", "Invented example, not a real crime")


def test_nothing_real_is_marked_as_invented(api):
    assert not api.get(STREET, HERE).has_header("X-Data")
    assert not api.get("/api/forces").has_header("X-Data")


def test_category_given_up_in_2013_comes_back_under_the_code_that_theirs_has(county_api):
    asked = {"lat": "54.604", "lng": "2.203", "date": "2012-12"}

    assert [crime["category"] for crime in county_api.get("/api/crimes-street/violent-crime", asked).json()] == [
        "violent-crime"
    ]


# ---- too fast, too much, too long ----


def test_too_many_requests_are_answered_with_429_and_when_to_come_again(api, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(answering, "clock", lambda: now[0])

    answers = [api.get("/api/forces") for _ in range(31)]

    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert (answers[30]["Retry-After"], answers[30].json()["status"]) == ("1", 429)
    now[0] += float(answers[30]["Retry-After"])
    assert api.get("/api/forces").status_code == 200


def test_limit_is_each_callers_own(api, monkeypatch):
    monkeypatch.setattr(answering, "clock", lambda: 100.0)
    for _ in range(31):
        api.get("/api/forces", REMOTE_ADDR="192.0.2.1")

    assert api.get("/api/forces", REMOTE_ADDR="192.0.2.1").status_code == 429
    assert api.get("/api/forces", REMOTE_ADDR="192.0.2.2").status_code == 200


def test_limit_cannot_be_escaped_by_naming_another_address(api, monkeypatch):
    monkeypatch.setattr(answering, "clock", lambda: 100.0)

    answers = [api.get("/api/forces", HTTP_X_FORWARDED_FOR=f"192.0.2.{number}") for number in range(31)]

    assert answers[30].status_code == 429


def test_get_that_is_too_long_is_told_to_post(api):
    ring = ":".join(f"51.{number:06},0.{number % 7}" for number in range(400))

    answer = api.get(STREET, {"poly": ring})

    assert (answer.status_code, answer.json()["where"]) == (400, "the address")
    assert api.post(STREET, {"poly": ring}).status_code == 200


def test_body_that_is_too_long_is_refused(api):
    answer = api.post(STREET, "poly=" + "5" * 600_000, content_type="application/x-www-form-urlencoded")

    assert (answer.status_code, answer.json()["where"]) == (400, "the parameters")


def test_body_in_json_is_told_how_to_be_sent(api):
    answer = api.post(STREET, {"lat": 51.28, "lng": 1.08}, content_type="application/json")

    assert answer.status_code == 400
    assert "form-encoded" in answer.json()["remedy"]


def test_body_that_breaks_off_is_refused(api):
    answer = api.post(STREET, b"--x\r\nnonsense", content_type="multipart/form-data; boundary=")

    assert (answer.status_code, answer.json()["where"]) == (400, "the parameters")


def test_too_many_parameters_are_refused(api):
    body = "&".join(f"p{number}=1" for number in range(2_000))

    posted = api.post(STREET, body, content_type="application/x-www-form-urlencoded")
    got = api.get(STREET + "?" + "a&" * 1_500)

    assert [answer.json()["where"] for answer in (posted, got)] == ["the parameters"] * 2


# ---- refused, and told why ----


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("crimes-street/all-crime", 400),
        ("crimes-street/all-crime?lat=51.28", 400),
        ("crimes-street/all-crime?lat=north&lng=1", 400),
        ("crimes-street/all-crime?lat=51.28&lng=1.08&date=2022-7", 400),
        ("crimes-street/all-crime?poly=51,1:52,1", 400),
        ("crimes-street/all-crime?poly=51,1:52,1:53,1", 400),
        ("crimes-street/all-crime?poly=nonsense", 400),
        ("crimes-street/all-crime?lat=51&lng=1&poly=51,1:52,1:52,2", 400),
        ("crimes-street/burglery?lat=51.28&lng=1.08", 404),
        ("crimes-at-location", 400),
        ("crimes-at-location?location_id=x", 400),
        ("crimes-at-location?location_id=12", 404),
        ("crimes-no-location?category=all-crime", 400),
        ("crimes-no-location?category=all-crime&force=atlantis", 404),
        ("crimes-no-location?category=burglery&force=kent", 404),
        ("outcomes-at-location", 400),
        ("outcomes-at-location?location_id=12", 404),
        ("crime-categories?date=never", 400),
    ],
)
def test_refusals_name_what_was_found_expected_where_and_the_remedy(api, address, status):
    answer = api.get(f"/api/{address}")

    told = answer.json()
    assert (answer.status_code, told["status"]) == (status, status)
    assert answer["Content-Type"] == "application/problem+json"
    assert all(told[part] for part in ("title", "detail", "found", "expected", "where", "remedy"))
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "address"), [("put", STREET), ("delete", STREET), ("post", "/api/forces"), ("patch", "/api/forces")]
)
def test_methods_that_are_not_answered_are_refused(api, method, address):
    answer = getattr(api, method)(address)

    assert (answer.status_code, "GET" in answer["Allow"]) == (405, True)


def test_without_a_build_the_api_says_so(home):
    with override_settings(HOME=home, ROOT_URLCONF="web.api.urls"):
        answer = Client().get("/api/forces")

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("crimes-street-dates", 200),
        ("forces", 200),
        ("crime-categories", 200),
        ("crime-last-updated", 404),
        ("crimes-street/all-crime?lat=51.28&lng=1.08", 404),
        ("outcomes-for-crime/" + "a" * 64, 404),
        ("locate-neighbourhood?q=51.28,1.08", 404),
        ("crimes-at-location?lat=51.28&lng=1.08", 404),
    ],
)
def test_with_nothing_loaded_every_address_still_answers(bare_home, address, status):
    with override_settings(HOME=bare_home, ROOT_URLCONF="web.api.urls"):
        assert Client().get(f"/api/{address}").status_code == status


INJECTIONS = [
    "' OR '1'='1",
    "'; DROP TABLE crimes; --",
    "\"; ATTACH '/etc/passwd' AS x; --",
    "$month",
    "%00",
    "\x00",
    "../../../etc/passwd",
    "1); SELECT * FROM read_csv('/etc/passwd') --",
    "{{7*7}}",
    "\u202e",
    "😀" * 40,
]


AREA = {"date", "lat", "lng", "poly"}
READ_BY = {
    "crimes-street/all-crime": AREA,
    "crimes-no-location": {"date", "force", "category"},
    "crimes-at-location": {"date", "lat", "lng", "location_id"},
    "outcomes-at-location": AREA | {"location_id"},
}
PARAMETERS = ("date", "lat", "lng", "poly", "location_id", "force", "category", "q")


@pytest.fixture
def no_limit(monkeypatch):
    monkeypatch.setattr(answering, "limit", TokenBucket(rate=1e9, burst=10**9))


@pytest.mark.parametrize("text", INJECTIONS, ids=range(len(INJECTIONS)))
def test_text_that_means_something_elsewhere_is_only_text(api, no_limit, text):
    ordinary = api.get("/api/crimes-street/burglary", HERE).content

    for address, name in itertools.product(READ_BY, PARAMETERS):
        answer = api.get(f"/api/{address}", {**HERE, "force": "kent", name: text})
        read = name in READ_BY[address]
        assert (address, name, answer.status_code in (400, 404)) == (address, name, read)

    assert api.get("/api/crimes-street/burglary", HERE).content == ordinary


@pytest.mark.parametrize("text", INJECTIONS, ids=range(len(INJECTIONS)))
def test_text_in_the_path_is_only_text(api, no_limit, text):
    quoted = quote(text, safe="")

    for address in ("crimes-street/{}", "forces/{}", "outcomes-for-crime/{}", "kent/{}", "{}/x/people"):
        assert api.get("/api/" + address.format(quoted), HERE).status_code == 404


# ---- headers ----


def test_anyone_may_ask_from_a_page_of_their_own(api):
    for answer in (api.get(STREET, HERE), api.get("/api/forces/atlantis"), api.get(STREET)):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "X-Coverage" in answer["Access-Control-Expose-Headers"]
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_browser_may_ask_first(api):
    answer = api.options(STREET, HTTP_ORIGIN="https://example.org", HTTP_ACCESS_CONTROL_REQUEST_METHOD="POST")

    assert (answer.status_code, answer.content) == (204, b"")
    assert "POST" in answer["Access-Control-Allow-Methods"].split(", ")


def test_post_from_another_site_needs_no_token(api):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(STREET, HERE, HTTP_ORIGIN="https://example.org").status_code == 200


def test_answer_is_named_by_its_build_and_not_sent_twice(api):
    first = api.get(STREET, HERE)

    again = api.get(STREET, HERE, HTTP_IF_NONE_MATCH=first["ETag"])

    assert first["X-Build"] in first["ETag"]
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Cache-Control"] == "public, no-cache"


def test_answer_is_known_among_others_and_without_the_mark_of_weakness(api):
    etag = api.get(STREET, HERE)["ETag"]

    again = api.get(STREET, HERE, HTTP_IF_NONE_MATCH=f'"another", {etag.removeprefix("W/")}')

    assert again.status_code == 304


def test_answer_to_one_question_is_not_taken_for_that_to_another(api):
    etag = api.get("/api/forces")["ETag"]

    assert api.get(STREET, HERE, HTTP_IF_NONE_MATCH=etag).status_code == 200
    assert api.get("/api/nonsense", HTTP_IF_NONE_MATCH=etag).status_code == 404


@pytest.mark.parametrize("named", ['"another"', 'W/"another", "one"', "", "*"])
def test_answer_of_another_build_is_sent_anew(api, named):
    assert api.get(STREET, HERE, HTTP_IF_NONE_MATCH=named).status_code == 200


def test_answer_to_post_is_never_not_modified(api):
    etag = api.get(STREET, HERE)["ETag"]

    answer = api.post(STREET, HERE, HTTP_IF_NONE_MATCH=etag)

    assert (answer.status_code, answer.has_header("ETag")) == (200, False)


def test_head_has_the_headers_of_get_and_no_body(api):
    asked = {"QUERY_STRING": "lat=51.28&lng=1.08&date=2022-07"}

    got, head = api.get(STREET, HERE), api.head(STREET, HERE, **asked)

    assert head.content == b""
    assert head["Content-Length"] == str(len(got.content))
    assert head["X-Coverage"] == got["X-Coverage"]


def test_long_answers_are_compressed_for_whoever_can_read_that(api):
    plain, packed = api.get(STREET, HERE), api.get(STREET, HERE, HTTP_ACCEPT_ENCODING="br, gzip")

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed["Vary"]
    assert not plain.has_header("Content-Encoding")


def test_new_build_is_noticed_by_a_new_name(tmp_path):
    home = world.nothing_loaded(tmp_path)
    with override_settings(HOME=home, ROOT_URLCONF="web.api.urls"):
        before = Client().get("/api/forces")
        later = world.NOW + timedelta(hours=1)
        builds.build(home=home, steps=building.steps(), checks=building.checks(), now=later, settings={})
        after = Client().get("/api/forces", HTTP_IF_NONE_MATCH=before["ETag"])

    assert (after.status_code, after["ETag"] == before["ETag"]) == (200, False)
    assert json.loads(after.content) == before.json()
