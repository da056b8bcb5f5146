"""Is the installation well?"""

from hueandcry import __version__
from hueandcry.warehouse import builds
from web import homes


def test_health_names_the_build_being_served(county):
    response = county.get("/health")

    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "build": builds.current(homes.county()).id,
        "built_at": "2026-11-21T12:00:00+00:00",
        "version": __version__,
    }
    assert response["Cache-Control"] == "no-store"


def test_health_without_a_build_is_503(nothing):
    response = nothing.get("/health")

    assert response.status_code == 503
    assert response.json() == {"status": "no build", "build": None, "built_at": None, "version": __version__}
