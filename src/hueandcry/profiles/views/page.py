"""The page of a profile."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from hueandcry.bodies import queries as bodies
from hueandcry.offences import queries as offences
from hueandcry.profiles import queries
from hueandcry.profiles.pages import profile as pages
from hueandcry.profiles.pages import survey as survey_pages
from hueandcry.profiles.queries import Area, Known
from hueandcry.profiles.views import asking
from hueandcry.ui import answers
from hueandcry.ui.addresses import public, speaking
from hueandcry.ui.builds import asked_build
from hueandcry.ui.components import Call, Link
from hueandcry.ui.format import language
from hueandcry.ui.middleware import cached_page
from hueandcry.ui.notes import lines
from hueandcry.warehouse.reading import Reader


@require_safe
@cached_page
@answers.once_built
def profile(request: HttpRequest, code: str) -> HttpResponse:
    """Show the profile of a district or of a force's area; a small area leads to that of its district."""
    reader, note = asking.served(request)
    area = asking.area(reader, code)
    if area.level == "lsoa" and area.parent:
        return redirect("profile", code=area.parent)
    if area.code != code:
        return redirect("profile", code=area.code)
    context = {
        "page": _page(request, reader, queries.known(reader, area), note),
        "place_url": _place_url(area),
        "finding_url": reverse("finding", args=[area.code]),
        "call": _call(area),
        "invented": area.invented,
    }
    return render(request, "profiles/profile.html", context)


def _page(request: HttpRequest, reader: Reader, known: Known, note: str) -> pages.ProfilePage:
    area, build = known.area, reader.build.id
    figures, tables = pages.figures(known), pages.tables(known)
    online_note = pages.online_note(known.online, force_figures=bool(figures or tables))
    permalink = public(f"{reverse('profile', args=[area.code])}?build={build}", request)
    kept = {"build": build} if asked_build(request) == build else {}
    return pages.ProfilePage(
        title=area.name,
        about=pages.about(area),
        crumbs=pages.crumbs(area, _place_url(area)),
        short=pages.short(area, known.judged, online_note, figures, today=date.today()),
        rises=pages.rise_sentences(known.judged),
        tested=pages.how_many_tested(known.judged),
        rises_note=pages.rises_note(known.judged),
        online=pages.online_sections(known.online, source=""),
        online_note=online_note,
        figures=figures,
        tables=tables,
        figures_note=_figures_note(area, bool(figures or tables)),
        surveys=tuple(survey_pages.part(area, one) for one in known.surveyed),
        figure_notes=lines(known.notes),
        findings=tuple(pages.finding_shown(one, asking.name_of(reader, one.area)) for one in asking.shared()),
        trail=pages.trail(
            build,
            known.files,
            permalink=permalink,
            cite=gettext("Hue and Cry, profile of %(place)s, build %(build)s, %(address)s")
            % {"place": area.name, "build": build, "address": permalink},
            csv=reverse("profile-csv", args=[area.code], query=kept),
            json=reverse("profile-json", args=[area.code], query=kept),
        ),
        source=pages.source_words(build, known.files, permalink),
        build_note=note,
        invented=area.invented,
    )


def _place_url(area: Area) -> str:
    return reverse("force", args=[area.force]) if area.level == "force" else reverse("place", args=[area.code])


def _figures_note(area: Area, known: bool) -> str:
    if not area.force_name:
        return gettext("Which force polices this area is not known here.")
    if not known:
        return gettext("No figure of %(force)s about fraud or online crime is loaded.") % {"force": area.force_name}
    if area.level == "force":
        return gettext("The latest figures of %(force)s, each with the range that chance leaves for it.") % {
            "force": area.force_name
        }
    return gettext("These are figures of all of %(force)s: none is published for this area alone.") % {
        "force": area.force_name
    }


def _call(area: Area) -> Call:
    return Call(
        what_to_do=offences.advice("any", "online", language(), online=True),
        who_answers=_who_answers(area),
        who_answers_link=Link(gettext("How to reach it"), f"{reverse('force', args=[area.force])}#contact")
        if area.force and not area.invented
        else None,
        follow=gettext("A feed tells what boards found useful."),
        follow_link=Link(gettext("Follow the boards"), speaking(reverse("findings-feed"))),
    )


def _who_answers(area: Area) -> str:
    """Say who answers, with number and address: a profile is read on paper."""
    if area.invented:
        return gettext("Nobody: the county is invented.")
    contact = bodies.contact(area.force) if area.force else None
    if not area.force_name:
        return ""
    words = gettext("%(force)s answers for policing here. No time is set for an answer.") % {"force": area.force_name}
    if contact is None:
        return words
    reach = gettext("Call %(number)s if it is not urgent; %(website)s") % {
        "number": contact.non_emergency,
        "website": contact.website,
    }
    return f"{words} {reach}"
