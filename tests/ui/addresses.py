"""Addresses for the tests of the look: the gallery in both languages, and views that try the middleware."""

from django.conf.urls.i18n import i18n_patterns
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from hueandcry.ui.middleware import cached_page, embeddable

made: list[str] = []


def gallery(request: HttpRequest) -> HttpResponse:
    """Show the gallery."""
    from ui.gallery import render

    return HttpResponse(render(request))


@cached_page
def kept(request: HttpRequest) -> HttpResponse:
    """Answer the same to everybody; remember each time it was really made."""
    made.append(request.get_full_path())
    return HttpResponse("<p>kept</p>" * 100)


@cached_page
def kept_missing(request: HttpRequest) -> HttpResponse:
    """Answer that there is nothing here."""
    made.append(request.get_full_path())
    raise Http404


@cached_page
def kept_broken(request: HttpRequest) -> HttpResponse:
    """Fail."""
    made.append(request.get_full_path())
    return HttpResponse("broken", status=500)


@cached_page
def kept_with_cookie(request: HttpRequest) -> HttpResponse:
    """Answer one reader with something of their own."""
    made.append(request.get_full_path())
    response = HttpResponse("yours")
    response.set_cookie("who", "you")
    return response


def fresh(request: HttpRequest) -> HttpResponse:
    """Answer anew each time."""
    made.append(request.get_full_path())
    return HttpResponse("fresh")


@embeddable
def chart(request: HttpRequest) -> HttpResponse:
    """Send a chart that other sites may show."""
    return HttpResponse("<svg/>", content_type="image/svg+xml")


urlpatterns = [
    path("kept/", kept),
    path("kept-missing/", kept_missing),
    path("kept-broken/", kept_broken),
    path("kept-with-cookie/", kept_with_cookie),
    path("fresh/", fresh),
    path("chart.svg", chart),
    *i18n_patterns(
        path("gallery/", gallery, name="gallery"), path("", gallery, name="home"), prefix_default_language=False
    ),
]
