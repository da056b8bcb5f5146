"""Which flows there are, with the names of their bodies and kinds."""

from __future__ import annotations

from hueandcry.measures import queries
from hueandcry.measures.pages.flows import Known
from hueandcry.measures.pages.measure import FLOW_OF
from hueandcry.measures.pages.served import Shown
from hueandcry.ui.format import language


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
