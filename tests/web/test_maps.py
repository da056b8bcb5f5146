"""The map: always a list, and outlines as GeoJSON."""

import json

from web import towns
from web.reading import links, words


def test_map_has_a_list_beside_it_that_says_the_same(county):
    response = county.get("/places/E01090001/map/")

    page = words(response)
    assert "Hollin Vale 001A 1 unusual rise." in page
    assert "Hollin Vale 001B Tested: nothing unusual." in page
    assert "This is of September 2026." in page
    assert "/places/E01090002/" in links(response)


def test_map_names_where_its_outlines_are(county):
    page = county.get("/places/E01090001/map/").content.decode()

    assert 'data-place="/places/E01090001.geojson"' in page
    assert 'data-neighbours="/places/E01090001.geojson?around=yes"' in page


def test_place_without_an_outline_says_so(london):
    page = words(london.get(f"/places/{towns.ISLINGTON}/map/"))

    assert "No outline of this place is loaded, so it cannot be drawn." in page
    assert "1 unusual rise." in page


def test_outline_is_a_feature_collection_with_name_and_page(county):
    response = county.get("/places/E01090001.geojson")

    found = json.loads(response.content)
    assert response["Content-Type"].startswith("application/geo+json")
    assert [one["properties"]["name"] for one in found["features"]] == ["Hollin Vale 001A"]
    assert found["features"][0]["properties"]["url"] == "/places/E01090001/"
    assert found["features"][0]["geometry"]["type"] == "Polygon"


def test_outlines_around_are_those_that_touch(county):
    found = json.loads(county.get("/places/E01090001.geojson?around=yes").content)

    names = [one["properties"]["name"] for one in found["features"]]
    assert names == ["Hollin Vale 001B", "Hollin Vale 002A", "Hollin Vale 002B"]


def test_outline_that_is_not_loaded_is_an_empty_collection(london):
    found = json.loads(london.get(f"/places/{towns.ISLINGTON}.geojson").content)

    assert found == {"type": "FeatureCollection", "features": []}


def test_map_of_an_unknown_place_is_a_designed_page(county):
    assert county.get("/places/E01999999/map/").status_code == 404
