"""The headers every page carries, and the cache of finished pages."""

import gzip
import threading

import pytest
from django.test import Client

from hueandcry.ui import middleware
from hueandcry.ui.charts import style_hash
from ui import addresses

CACHE_VIEWS = ["/kept/", "/kept/?page=2", "/kept-missing/"]


@pytest.fixture
def client(looks) -> Client:
    """Return a client that has met nobody yet: its cache is empty, and no view has run."""
    addresses.made.clear()
    return Client()


@pytest.fixture
def build():
    """Name the build; the test may rename it."""
    named = {"build": "one"}
    middleware.set_build_source(lambda: named["build"])
    yield named
    middleware.set_build_source(middleware.no_build)


@pytest.mark.parametrize("path", CACHE_VIEWS)
def test_cached_page_is_made_once(client, path):
    first, second = client.get(path), client.get(path)

    assert addresses.made == [path]
    assert (first.status_code, first.content, first.headers["ETag"]) == (
        second.status_code,
        second.content,
        second.headers["ETag"],
    )


@pytest.mark.parametrize("path", ["/fresh/", "/kept-broken/", "/kept-with-cookie/"])
def test_page_is_not_kept_without_leave_or_with_an_error_or_a_cookie(client, path):
    client.get(path)
    answer = client.get(path)

    assert addresses.made == [path, path]
    assert "ETag" not in answer.headers


def test_post_is_never_answered_from_the_cache(client):
    client.get("/kept/")
    client.post("/kept/")

    assert addresses.made == ["/kept/", "/kept/"]


def test_pages_differ_by_query_host_and_htmx(client):
    for headers in ({}, {"host": "other.example"}, {"hx-request": "true"}):
        client.get("/kept/", headers=headers)
    client.get("/kept/?page=2")

    assert len(addresses.made) == 4


def test_new_build_empties_the_cache(client, build):
    old = client.get("/kept/").headers["ETag"]
    build["build"] = "two"
    new = client.get("/kept/").headers["ETag"]

    assert len(addresses.made) == 2
    assert old != new


def test_page_made_for_an_old_build_is_not_kept_for_the_new_one():
    store = middleware.Store(10_000)
    page = middleware.Page(200, (), b"old", '"old"')
    store.get("one", ("/",))
    store.get("two", ("/",))

    store.put("one", ("/",), page)

    assert store.get("two", ("/",)) is None


def test_reader_who_has_the_page_is_told_so(client):
    etag = client.get("/kept/").headers["ETag"]

    answer = client.get("/kept/", headers={"if-none-match": f'"other", W/{etag}'})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == etag


def test_reader_with_an_older_page_gets_the_new_one(client):
    client.get("/kept/")

    assert client.get("/kept/", headers={"if-none-match": '"older"'}).status_code == 200


def test_missing_page_is_not_called_unchanged(client):
    etag = client.get("/kept-missing/").headers["ETag"]

    assert client.get("/kept-missing/", headers={"if-none-match": etag}).status_code == 404


def test_page_is_compressed_for_those_who_ask_and_only_for_them(client):
    plain = client.get("/kept/")
    zipped = client.get("/kept/", headers={"accept-encoding": "gzip, br"})

    assert gzip.decompress(zipped.content) == plain.content
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["ETag"] != plain.headers["ETag"]
    assert int(zipped.headers["Content-Length"]) == len(zipped.content)


def test_head_is_answered_from_the_cache_without_a_body(client):
    whole = client.get("/kept/")

    head = client.head("/kept/")

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == whole.headers["ETag"]
    assert addresses.made == ["/kept/"]


def test_cached_page_keeps_its_safety_headers(client):
    client.get("/kept/")

    assert "default-src 'self'" in client.get("/kept/").headers["Content-Security-Policy"]


def test_store_throws_out_the_longest_unused_when_full():
    page = middleware.Page(200, (), b"x" * 1000, '"x"')
    store = middleware.Store(limit=3 * page.weight)
    for name in "abc":
        store.get("one", (name,))
        store.put("one", (name,), page)
    store.get("one", ("a",))

    store.put("one", ("d",), page)

    assert [name for name in "abcd" if store.get("one", (name,))] == ["a", "c", "d"]
    assert store.weight == 3 * page.weight


def test_store_refuses_a_page_larger_than_itself():
    store = middleware.Store(limit=100)
    store.get("one", ("a",))

    store.put("one", ("a",), middleware.Page(200, (), b"x" * 1000, '"x"'))

    assert (store.weight, len(store.pages)) == (0, 0)


def test_store_keeps_its_sum_among_threads():
    page = middleware.Page(200, (), b"x" * 100, '"x"')
    store = middleware.Store(limit=40 * page.weight)
    store.get("one", ())

    def fill(start: int) -> None:
        for index in range(start, start + 500):
            store.put("one", (index % 90,), page)
            store.get("one", (index % 70,))

    threads = [threading.Thread(target=fill, args=(start,)) for start in (0, 17, 45, 60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.weight == sum(kept.weight for kept in store.pages.values()) <= store.limit


@pytest.mark.parametrize(
    ("asked", "same"),
    [('"a"', True), ('W/"a"', True), ('"b", "a"', True), ("*", True), ('"b"', False), ("", False), ("a", False)],
)
def test_matches_reads_if_none_match(asked, same):
    assert middleware.matches(asked, '"a"') is same


def test_pages_may_load_only_our_own_and_no_inline_code(client):
    policy = client.get("/fresh/").headers["Content-Security-Policy"]

    assert policy == (
        "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; img-src 'self' data:; "
        "worker-src 'self'; frame-ancestors 'none'"
    )


def test_pages_cannot_be_framed_and_tell_other_sites_nothing(client):
    headers = client.get("/fresh/").headers

    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Permissions-Policy"].startswith("camera=(), geolocation=(self)")


def test_embeddable_chart_may_be_framed_and_styles_itself_by_hash_only(client):
    headers = client.get("/chart.svg").headers

    assert headers["Content-Security-Policy"] == f"default-src 'none'; style-src {style_hash()}; frame-ancestors *"
    assert "X-Frame-Options" not in headers
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_too_many_requests_says_when_to_try_again(rf_request):
    answer = middleware.too_many_requests(rf_request, retry_after=2)

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "2"
    assert "Wait 2 seconds, then try again." in answer.content.decode()
