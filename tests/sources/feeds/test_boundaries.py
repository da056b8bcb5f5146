import gzip
import json

import pytest
import shapely

from feed_reading import feed, read, reasons, rows, sample
from hueandcry.bodies.queries import by_gss
from hueandcry.sources.feeds.boundaries.codes import NoCodeError, area, recoded
from hueandcry.sources.feeds.faults import WrongShapeError
from real import FOLDER, real_file

SQUARE = [[[2.0, 54.0], [2.1, 54.0], [2.1, 54.1], [2.0, 54.1], [2.0, 54.0]]]
BOW_TIE = [[[2.0, 54.0], [2.1, 54.1], [2.1, 54.0], [2.0, 54.1], [2.0, 54.0]]]


def feature(kind="Polygon", coordinates=SQUARE, feature_id=None, **properties):
    properties = properties or {"LSOA11CD": "E01990001", "LSOA11NM": "Hollin Vale 001A"}
    return {
        "type": "Feature",
        "id": feature_id,
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates} if kind else None,
    }


def collection(*features, crs=None):
    about = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    return json.dumps({"type": "FeatureCollection", **about, "features": list(features)}).encode()


def landed(*features, crs=None):
    return rows(read("boundaries", collection(*features, crs=crs), "invented.geojson"))


def test_area_is_landed_with_its_box_a_label_inside_and_its_geometry():
    row = landed(feature())[0]

    label = shapely.Point(row["label_lng"], row["label_lat"])
    assert shapely.geometry.shape(json.loads(row["geojson"])).contains(label)
    assert json.loads(row["geojson"]) == {"type": "Polygon", "coordinates": SQUARE}
    assert [row[key] for key in ("code", "published_code", "name", "level", "vintage")] == [
        "E01990001", "E01990001", "Hollin Vale 001A", "lsoa", 2011
    ]  # fmt: skip
    assert [row[key] for key in ("min_lng", "min_lat", "max_lng", "max_lat")] == [2.0, 54.0, 2.1, 54.1]


def test_coordinates_keep_six_decimals_and_lose_their_height():
    square = [[[x + 0.00000049, y, 12.5] for x, y in SQUARE[0]]]

    assert json.loads(landed(feature(coordinates=square))[0]["geojson"])["coordinates"] == SQUARE


@pytest.mark.parametrize(
    "crs", ["urn:ogc:def:crs:EPSG::27700", "EPSG:27700", "http://www.opengis.net/def/crs/EPSG/0/27700"]
)
def test_metres_of_the_national_grid_become_degrees(crs):
    # Caister water tower, the worked example of the Ordnance Survey's guide to coordinate systems in Great Britain.
    east, north = 651409.903, 313177.270
    square = [[[east, north], [east + 100, north], [east + 100, north + 100], [east, north + 100], [east, north]]]

    row = landed(feature(coordinates=square), crs=crs)[0]

    assert (row["min_lng"], row["min_lat"]) == (pytest.approx(1.71605, abs=5e-5), pytest.approx(52.65798, abs=5e-5))


@pytest.mark.parametrize("crs", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"])
def test_degrees_that_say_so_stay_as_they_are(crs):
    assert landed(feature(), crs=crs)[0]["min_lng"] == 2.0


def test_metres_without_a_reference_system_are_refused_with_the_remedy():
    square = [[[x * 1e5, y * 1e3] for x, y in SQUARE[0]]]

    with pytest.raises(WrongShapeError, match=r"the file names no reference system.*EPSG::27700"):
        landed(feature(coordinates=square))


def test_reference_system_nobody_knows_is_refused():
    with pytest.raises(WrongShapeError, match="reference system 'EPSG:999999'"):
        landed(feature(), crs="EPSG:999999")


def test_borders_that_cross_themselves_are_repaired_and_noted():
    reading = read("boundaries", collection(feature(coordinates=BOW_TIE)), "invented.geojson")

    shape = shapely.geometry.shape(json.loads(rows(reading)[0]["geojson"]))
    assert (shape.is_valid, shape.geom_type, round(shape.area, 6)) == (True, "MultiPolygon", 0.005)
    assert list(reading.notes) == ["borders that crossed themselves repaired: Hollin Vale 001A"]


def test_only_areas_land_and_the_rest_is_set_aside_with_the_reason():
    reading = read(
        "boundaries",
        collection(
            feature("Point", [2.0, 54.0]),
            feature("LineString", SQUARE[0]),
            feature(None),
            feature("Polygon", [[[2.0, 54.0]]]),
            feature("Nonsense", []),
            feature(),
        ),
        "invented.geojson",
    )

    assert [reason.split(" (")[0] for reason in reasons(reading).values()] == [
        "drawn as Point; only polygons bound an area",
        "drawn as LineString; only polygons bound an area",
        "nothing is drawn",
        "its coordinates cannot be drawn",
        "its coordinates cannot be drawn",
    ]
    assert (reading.rows_read, len(rows(reading))) == (6, 1)


@pytest.mark.parametrize(("lng", "lat"), [(54.0, 2.0), (0.0, 0.0), (-30.0, 54.0)])
def test_area_that_is_drawn_elsewhere_is_set_aside(lng, lat):
    square = [[[lng + east, lat + north] for east, north in ((0, 0), (0.1, 0), (0.1, 0.1), (0, 0.1), (0, 0))]]

    (told,) = reasons(read("boundaries", collection(feature(coordinates=square)), "x")).values()

    assert told.startswith(
        "drawn outside longitudes -10 to 4 and latitudes 49 to 62 (are the two swapped?): it reaches"
    )


def test_area_drawn_twice_lands_once():
    assert reasons(read("boundaries", collection(feature(), feature()), "x")) == {
        2: "E01990001 is drawn earlier in the file; that one is kept"
    }


def test_levels_land_as_parts_whose_period_names_their_first_and_last_code():
    reading = read(
        "boundaries",
        collection(
            feature(LSOA11CD="E01990002", LSOA11NM="b"),
            feature(LSOA11CD="E01990001", LSOA11NM="a"),
            feature(LAD13CD="E07990001", LAD13NM="Hollin Vale"),
        ),
        "x",
    )

    assert [(part.body, part.period, part.table.num_rows) for part in reading.parts] == [
        ("all", "district:E07990001..E07990001", 1),
        ("all", "lsoa:E01990001..E01990002", 2),
    ]


@pytest.mark.parametrize(
    ("properties", "feature_id", "expected"),
    [
        ({"LSOA11CD": "E01000001", "LSOA11NM": "a"}, None, ("E01000001", "lsoa", "a", 2011)),
        ({"LSOA21CD": "W01000001", "LSOA21NM": "a"}, None, ("W01000001", "lsoa", "a", 2021)),
        (
            {"LAD13CD": "E06000001", "LAD13CDO": "00EB", "LAD13NM": "a", "LAD13NMW": "b"},
            None,
            ("E06000001", "district", "a", 2013),
        ),
        ({"NAME": "a", "GSS_CODE": "E09000021"}, None, ("E09000021", "district", "a", None)),
        ({"id": "E23000001", "name": "a", "type": "pfa"}, None, ("E23000001", "force", "a", None)),
        ({"PFA23CD": "W15000001", "PFA23NM": "a"}, None, ("W15000001", "force", "a", 2023)),
        ({"name": "a"}, "W06000001", ("W06000001", "district", "a", None)),
        (
            {"LAD21CD": "E07000001", "LAD21NM": "b", "LSOA21CD": "E01000001", "LSOA21NM": "a"},
            None,
            ("E01000001", "lsoa", "a", 2021),
        ),
    ],
)  # fmt: skip
def test_area_is_told_by_its_properties_the_smallest_first(properties, feature_id, expected):
    found = area(properties, feature_id)

    assert (found.code, found.level, found.name, found.vintage) == expected


@pytest.mark.parametrize(
    "properties",
    [
        {},
        {"name": "nowhere"},
        {"LSOA11CD": "E0100000", "LSOA11NM": "a"},
        {"code": "E92000001", "name": "England"},
        {"code": 7},
    ],
)
def test_area_without_a_code_of_a_level_is_refused(properties):
    with pytest.raises(NoCodeError, match="no code of an LSOA"):
        area(properties, None)


def test_area_without_a_name_is_refused():
    with pytest.raises(NoCodeError, match="E01000001 has no name among LSOA11CD"):
        area({"LSOA11CD": "E01000001"}, None)


def test_codes_that_were_replaced_keep_the_published_one_beside():
    row = landed(feature(LAD13CD="E08000020", LAD13NM="Gateshead"))[0]

    assert (row["code"], row["published_code"]) == ("E08000037", "E08000020")
    assert recoded()["E06000048"] == "E06000057"


# TopoJSON: two squares that share a border.

TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.1, 0.1], "translate": [2.0, 54.0]},
    "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 1], [1, 0], [0, -1], [-1, 0]]],
    "objects": {
        "areas": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"LSOA11CD": "E01990001", "LSOA11NM": "west"}},
                {
                    "type": "MultiPolygon",
                    "arcs": [[[~0, ~2]]],
                    "id": "E01990002",
                    "properties": {"LSOA11NM": "east", "name": "east"},
                },
            ],
        }
    },
}


def test_topology_is_unfolded_with_arcs_walked_both_ways():
    west, east = rows(read("boundaries", json.dumps(TOPOLOGY).encode(), "x.json"))

    shapes = [shapely.geometry.shape(json.loads(row["geojson"])) for row in (west, east)]
    assert [shape.bounds for shape in shapes] == [(2.0, 54.0, 2.1, 54.1), (2.1, 54.0, 2.2, 54.1)]
    assert shapes[0].intersection(shapes[1]).length == pytest.approx(0.1)
    assert (west["vintage"], east["vintage"]) == (2011, None)


def test_topology_without_transform_holds_plain_coordinates():
    plain = {
        "type": "Topology",
        "arcs": [SQUARE[0]],
        "objects": {"one": {"type": "Polygon", "arcs": [[0]], "id": "E07990001", "properties": {"name": "a"}}},
    }

    assert rows(read("boundaries", json.dumps(plain).encode()))[0]["max_lng"] == 2.1


def test_islands_that_quantising_shrank_to_a_line_are_dropped():
    shrunk = json.loads(json.dumps(TOPOLOGY))
    shrunk["arcs"].append([[3, 3], [0, 0], [0, 0], [0, 0]])
    shrunk["objects"]["areas"]["geometries"][1]["arcs"].append([[3]])

    east = rows(read("boundaries", json.dumps(shrunk).encode()))[1]

    assert json.loads(east["geojson"])["type"] in ("Polygon", "MultiPolygon")
    assert (east["max_lng"], east["max_lat"]) == (2.2, 54.1)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'{"type": "FeatureCollection", "features": [{"type"', "broken JSON"),
        (json.dumps(TOPOLOGY | {"arcs": []}).encode(), "a topology that cannot be followed"),
        (b'{"type": "Topology", "objects": {}}', "a topology that cannot be followed"),
        (b'{"type": "FeatureCollection"}', "a JSON object of type 'FeatureCollection'"),
    ],
)
def test_file_cut_short_or_broken_is_refused(data, told):
    with pytest.raises(WrongShapeError, match=told):
        feed("boundaries").read(data, "x.json", None)


def test_a_bundle_of_other_json_is_not_claimed():
    assert not feed("boundaries").recognises(sample(b'{"type": "bundle", "objects": []}'))


# Real files.


@pytest.mark.real
def test_real_force_areas_land_with_a_known_force_each():
    landed = rows(read("boundaries", real_file("geo/police-forces.geojson")))

    assert len(landed) == 43
    assert [row["name"] for row in landed if by_gss(row["code"]) is None] == []


@pytest.mark.real
def test_real_boroughs_in_metres_lie_in_london():
    landed = {
        row["name"]: row
        for row in rows(read("boundaries", gzip.decompress(real_file("geo/london_boroughs.geojson.gz"))))
    }

    assert len(landed) == 33
    # Trafalgar Square, where distances from London are measured.
    westminster = shapely.geometry.shape(json.loads(landed["Westminster"]["geojson"]))
    assert westminster.contains(shapely.Point(-0.1281, 51.5080))
    assert not shapely.geometry.shape(json.loads(landed["Camden"]["geojson"])).contains(shapely.Point(-0.1281, 51.5080))


@pytest.mark.real
def test_real_topology_and_geojson_of_city_of_london_are_the_same_areas():
    readings = [
        read("boundaries", real_file(f"geo/lsoa2011/{name}")) for name in ("E09000001.geojson", "topo_E09000001.json")
    ]

    assert [part.period for one in readings for part in one.parts] == ["lsoa:E01000001..E01032740"] * 2
    for first, second in zip(*(rows(one) for one in readings), strict=True):
        drawn = [shapely.geometry.shape(json.loads(row["geojson"])) for row in (first, second)]
        assert first["code"] == second["code"]
        assert drawn[0].symmetric_difference(drawn[1]).area < 0.01 * drawn[0].area


@pytest.mark.real
@pytest.mark.parametrize(
    ("district", "areas"), [("E06000048", 197), ("E08000020", 126), ("E06000031", 112), ("E07000009", 50)]
)
def test_real_small_areas_land_valid_and_side_by_side(district, areas):
    reading = read("boundaries", real_file(f"geo/lsoa2011/topo_{district}.json"))
    shapes = [shapely.geometry.shape(json.loads(row["geojson"])) for row in rows(reading)]

    assert (len(shapes), len(reading.set_aside)) == (areas, 0)
    assert all(shape.is_valid for shape in shapes)
    together = shapely.union_all(shapes).area
    assert sum(shape.area for shape in shapes) == pytest.approx(together, rel=1e-3)


@pytest.mark.real
def test_real_districts_of_2013_are_repaired_without_changing_their_size():
    data = gzip.decompress(real_file("geo/topo_lad_england.json.gz"))

    reading = read("boundaries", data)

    assert (reading.rows_read, len(rows(reading)), len(reading.set_aside)) == (326, 326, 0)
    recoded_here = {row["published_code"] for row in rows(reading) if row["code"] != row["published_code"]}
    assert recoded_here == {"E08000016", "E08000019"}
    assert reading.notes[0].endswith("and 245 more")


@pytest.mark.real
def test_every_real_boundary_file_is_read():
    real_file("MANIFEST.md")
    files = sorted((FOLDER / "geo" / "lsoa2011").iterdir())

    read_rows = [read("boundaries", path.read_bytes()).rows_read for path in files]

    assert (len(files), sum(read_rows)) == (14, 1415)
