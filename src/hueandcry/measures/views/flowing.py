"""Which flow a request asks for, and what belongs to it."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from hueandcry.measures import queries
from hueandcry.measures.pages.flows import Found, Known, chosen
from hueandcry.measures.pages.measure import FLOW_OF
from hueandcry.measures.pages.served import Shown
from hueandcry.measures.pages.trails import publishers
from hueandcry.measures.queries import Flow
from hueandcry.measures.views.asking import definition_of
from hueandcry.ui.format import language

Followed = tuple[Found, Flow]


def flow_of(request: HttpRequest, build: Shown) -> Found:
    """Return the flow that a request asks for; what it does not say, or what there is not, is chosen for the reader.

    Raises `Http404` where the measure that the flow belongs to is not defined.
    """
    about, _ = definition_of(build, FLOW_OF, "")
    known = known_flows(build)
    asked = chosen(known, **_asked(request))
    body, kind, period = asked
    flow = queries.flow(build.reader, body, kind, period or None) if body else None
    return Found(
        known=known,
        asked=asked,
        about=about,
        flow=flow,
        files=tuple(queries.files(build.reader, FLOW_OF, body=body or None, about=about)),
        publishers=tuple(publishers(build.reader, about)),
        figure_notes=tuple(queries.of_flow(build.reader, flow)) if flow else (),
    )


def flow_as_asked(request: HttpRequest, build: Shown, _slug: str) -> Followed:
    """Return the flow that a program asks for, and no other in its place. Raises `Http404`."""
    found = flow_of(request, build)
    wanted = _asked(request).values()
    if found.flow is None or any(word not in ("", one) for word, one in zip(wanted, found.asked, strict=True)):
        raise Http404
    return found, found.flow


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("body", "kind", "period")}


def known_flows(build: Shown) -> Known:
    """Return for which bodies, kinds and periods there is a flow."""
    found = queries.flows(build.reader)
    bodies = {row["slug"]: row for row in build.reader.rows(queries.ROOM, "bodies_named")}
    about = queries.definition(build.reader, FLOW_OF)
    kinds = {one.code: one.name for one in about.parts} if about else {}
    welsh = language() == "cy"
    slugs = {slug for slug, _, _ in found}
    return Known(
        flows=tuple(found),
        bodies={
            slug: (bodies[slug]["name_cy"] if welsh else "") or bodies[slug]["name"] for slug in slugs if slug in bodies
        },
        kinds={code: kinds.get(code, code) for _, code, _ in found if code},
        spans=queries.flow_spans(build.reader),
        invented=frozenset(slug for slug in slugs if slug in bodies and bodies[slug]["kind"] == "invented"),
    )
