"""How many requests a caller may make: the bucket, by a clock that the test winds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.web.api.limits import TokenBucket, caller


def test_bucket_allows_a_burst_and_then_makes_wait():
    bucket = TokenBucket(rate=15, burst=30)

    waits = [bucket.wait("a", now=0.0) for _ in range(31)]

    assert waits[:30] == [0.0] * 30
    assert waits[30] == pytest.approx(1 / 15)


def test_bucket_refills_at_its_rate():
    bucket = TokenBucket(rate=15, burst=30)
    for _ in range(30):
        bucket.wait("a", now=0.0)

    waits = [bucket.wait("a", now=1.0) for _ in range(16)]

    assert waits[:15] == [0.0] * 15
    assert waits[15] > 0


def test_bucket_never_holds_more_than_a_burst():
    bucket = TokenBucket(rate=15, burst=30)
    bucket.wait("a", now=0.0)

    allowed = sum(bucket.wait("a", now=1_000.0) == 0 for _ in range(100))

    assert allowed == 30


def test_bucket_is_each_callers_own():
    bucket = TokenBucket(rate=15, burst=1)

    assert [bucket.wait("a", now=0.0), bucket.wait("b", now=0.0)] == [0.0, 0.0]


def test_bucket_is_not_refilled_by_a_clock_that_goes_back():
    bucket = TokenBucket(rate=15, burst=1)
    bucket.wait("a", now=10.0)

    assert bucket.wait("a", now=5.0) > 0


def test_bucket_forgets_callers_once_they_may_do_everything_again():
    bucket = TokenBucket(rate=15, burst=30)
    for number in range(500):
        bucket.wait(f"caller {number}", now=0.0)

    bucket.wait("late", now=2.0)

    assert len(bucket) == 1


def test_bucket_knows_no_more_callers_than_it_may():
    bucket = TokenBucket(rate=15, burst=30, most_callers=100)
    for number in range(5_000):
        bucket.wait(f"caller {number}", now=0.0)

    assert len(bucket) == 100


@given(gaps=st.lists(st.floats(0.0, 0.5), min_size=1, max_size=300))
def test_bucket_never_allows_more_than_burst_and_rate_together(gaps):
    bucket, now, allowed = TokenBucket(rate=15, burst=30), 0.0, 0

    for gap in gaps:
        now += gap
        allowed += bucket.wait("a", now=now) == 0

    assert allowed <= 30 + 15 * now + 1e-6


@given(spent=st.integers(31, 60), later=st.floats(0.0, 1.0))
def test_bucket_lets_through_whoever_waited_as_long_as_told(spent, later):
    bucket = TokenBucket(rate=15, burst=30)
    wait = [bucket.wait("a", now=0.0) for _ in range(spent)][-1]

    assert bucket.wait("a", now=wait + 1e-9 + later) == 0


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_caller_is_an_address_or_the_network_of_one_subscriber(address, expected):
    assert caller(address) == expected
