"""Which points lie in an area: compared with the geodesic of pyproj and with a count of crossings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from hueandcry.web.api.rules.areas import MILE, Box, Circle, metres_between, polygon
from hueandcry.web.api.rules.errors import Malformed, TooMany

WGS84 = Geod(ellps="WGS84")
MILLIMETRE = 0.001

latitudes = st.floats(49.0, 61.0)
longitudes = st.floats(-9.0, 3.0)
bearings = st.floats(0.0, 360.0)


@given(lat=latitudes, lng=longitudes, bearing=bearings, metres=st.floats(0.0, 2 * MILE))
def test_metres_between_equals_the_geodesic_to_a_millimetre(lat, lng, bearing, metres):
    to_lng, to_lat, _ = WGS84.fwd(lng, lat, bearing, metres)

    found = metres_between(lat, lng, np.array([to_lat]), np.array([to_lng]))

    assert found[0] == pytest.approx(metres, abs=MILLIMETRE)


@given(lat=latitudes, lng=longitudes, bearing=bearings, metres=st.floats(0.0, 20_000.0))
def test_metres_between_is_within_a_metre_of_the_geodesic_as_far_as_the_nearest_point_is_sought(
    lat, lng, bearing, metres
):
    to_lng, to_lat, _ = WGS84.fwd(lng, lat, bearing, metres)

    assert metres_between(lat, lng, to_lat, to_lng) == pytest.approx(metres, abs=1.0)


@given(lat=latitudes, lng=longitudes, bearing=bearings)
def test_circle_holds_what_lies_within_a_mile_and_nothing_beyond(lat, lng, bearing):
    inside = WGS84.fwd(lng, lat, bearing, MILE - 0.01)
    outside = WGS84.fwd(lng, lat, bearing, MILE + 0.01)

    held = Circle(lat, lng).holds(np.array([inside[1], outside[1]]), np.array([inside[0], outside[0]]))

    assert held.tolist() == [True, False]


@given(lat=latitudes, lng=longitudes, bearing=bearings)
def test_circle_box_holds_the_whole_circle(lat, lng, bearing):
    edge_lng, edge_lat, _ = WGS84.fwd(lng, lat, bearing, MILE)
    box = Circle(lat, lng).box

    assert box.south <= edge_lat <= box.north
    assert box.west <= edge_lng <= box.east


def test_circle_box_at_the_pole_goes_round_the_world():
    box = Circle(90.0, 0.0).box

    assert (box.west, box.east) == (-180.0, 180.0)


def test_circle_without_radius_holds_exactly_its_point():
    held = Circle(51.5, -0.1, radius=0).holds(np.array([51.5, 51.500001]), np.array([-0.1, -0.1]))

    assert held.tolist() == [True, False]


def crossings_inside(corners, lat, lng):
    """Count how often a line to the west crosses the ring: an independent, slow answer."""
    odd = False
    for (lat1, lng1), (lat2, lng2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (lat1 > lat) != (lat2 > lat) and lng > lng1 + (lat - lat1) / (lat2 - lat1) * (lng2 - lng1):
            odd = not odd
    return odd


@pytest.mark.parametrize("seed", range(20))
def test_polygon_agrees_with_counting_crossings_even_where_it_crosses_itself(seed):
    rng = np.random.default_rng(seed)
    corners = [tuple(corner) for corner in rng.uniform([51.0, -1.0], [52.0, 1.0], size=(int(rng.integers(3, 12)), 2))]
    lats, lngs = rng.uniform(51.0, 52.0, 500), rng.uniform(-1.0, 1.0, 500)

    held = polygon(corners).holds(lats, lngs)

    expected = [crossings_inside(corners, lat, lng) for lat, lng in zip(lats, lngs, strict=True)]
    assert held.tolist() == expected


def test_polygon_holds_its_edge_and_its_corners():
    square = polygon([(51.0, 0.0), (51.0, 1.0), (52.0, 1.0), (52.0, 0.0)])

    held = square.holds(np.array([51.0, 51.5, 52.0, 52.000001]), np.array([0.0, 1.0, 0.5, 0.5]))

    assert held.tolist() == [True, True, True, False]


def test_polygon_may_repeat_its_first_corner():
    open_ring = polygon([(51.0, 0.0), (51.0, 1.0), (52.0, 1.0)])
    closed_ring = polygon([(51.0, 0.0), (51.0, 1.0), (52.0, 1.0), (51.0, 0.0)])

    assert closed_ring == open_ring
    assert open_ring.box == Box(51.0, 0.0, 52.0, 1.0)


@pytest.mark.parametrize(
    ("corners", "found"),
    [
        ([(51.0, 0.0)], "1 different corner"),
        ([(51.0, 0.0), (52.0, 0.0)], "2 different corners"),
        ([(51.0, 0.0), (52.0, 0.0), (51.0, 0.0)], "2 different corners"),
        ([(51.0, 0.0), (51.0, 0.0), (51.0, 0.0), (51.0, 0.0)], "1 different corner"),
        ([(51.0, 0.0), (51.5, 0.0), (52.0, 0.0)], "3 corners that lie on one line"),
    ],
)
def test_polygon_without_an_inside_is_refused(corners, found):
    with pytest.raises(Malformed) as refused:
        polygon(corners)

    assert refused.value.found == found


def test_polygon_knows_how_many_edges_lie_abreast():
    square = polygon([(51.0, 0.0), (51.0, 1.0), (52.0, 1.0), (52.0, 0.0)])
    zigzag = polygon([(51.0 + number % 2, number / 100) for number in range(100)])

    assert (square.edges_abreast, zigzag.edges_abreast) == (2.0, 100.0)


def test_scribble_over_a_whole_country_is_refused_before_it_takes_long():
    rng = np.random.default_rng(1)
    scribble = polygon([tuple(corner) for corner in rng.uniform([50.0, -3.0], [56.0, 1.5], size=(10_000, 2))])
    lats, lngs = rng.uniform(50.0, 56.0, 400_000), rng.uniform(-3.0, 1.5, 400_000)

    with pytest.raises(TooMany) as refused:
        scribble.holds(lats, lngs)

    assert refused.value.status == 503


def test_outline_as_detailed_as_a_country_is_not_refused():
    angles = np.linspace(0.0, 2 * np.pi, 9_000, endpoint=False)
    outline = polygon([(53.0 + 3 * np.sin(angle), -1.0 + 2 * np.cos(angle)) for angle in angles])
    rng = np.random.default_rng(1)

    held = outline.holds(rng.uniform(50.0, 56.0, 400_000), rng.uniform(-3.0, 1.0, 400_000))

    assert held.mean() == pytest.approx(np.pi / 4, abs=0.01)
