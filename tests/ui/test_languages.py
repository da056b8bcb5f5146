"""Texts in both languages, and the addresses of feeds and charts that speak the language of a page."""

from django.utils import translation

from hueandcry.ui.addresses import speaking
from hueandcry.ui.languages import Bilingual, in_both, in_welsh


def test_a_bilingual_text_is_in_the_language_of_the_page():
    text = Bilingual("Shoplifting", "Dwyn o siopau")

    assert str(text) == "Shoplifting"
    with translation.override("cy"):
        assert str(text) == "Dwyn o siopau"
        assert f"{text}." == "Dwyn o siopau."


def test_a_text_without_welsh_stays_in_english():
    with translation.override("cy"):
        assert [str(Bilingual("Kent Police", welsh)) for welsh in ("", None)] == ["Kent Police"] * 2


def test_a_text_that_says_nothing_is_false():
    assert not Bilingual("")
    assert Bilingual("A break")


def test_a_marked_message_is_told_in_welsh_whatever_language_is_active():
    assert in_welsh("usual range") == "ystod arferol"
    assert in_both("usual range") == Bilingual("usual range", "ystod arferol")
    with translation.override("cy"):
        assert in_both("usual range").english == "usual range"


def test_an_address_speaks_welsh_on_a_welsh_page_alone():
    assert speaking("/rises.atom") == "/rises.atom"
    with translation.override("cy"):
        assert speaking("/rises.atom") == "/rises.atom?lang=cy"
        assert speaking("/places/E1.geojson?around=yes") == "/places/E1.geojson?around=yes&lang=cy"
