"""A profile, its JSON, and the form by which a board tells what it found."""

from __future__ import annotations

import random
import time
from dataclasses import asdict
from datetime import date, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hueandcry.bodies import queries as bodies
from hueandcry.measures import queries as measures
from hueandcry.offences import queries as offences
from hueandcry.profiles import actions, queries
from hueandcry.profiles.forms import FindingForm
from hueandcry.profiles.pages import profile as pages
from hueandcry.profiles.pages import survey as survey_pages
from hueandcry.profiles.queries import Area
from hueandcry.sources.rules.problems import is_reference
from hueandcry.surveys import queries as surveys
from hueandcry.ui import answers, atom
from hueandcry.ui.addresses import public, speaking
from hueandcry.ui.components import Call, Link, Table
from hueandcry.ui.format import day_name, language
from hueandcry.ui.middleware import cached_page
from hueandcry.ui.notes import lines
from hueandcry.ui.origins import came_from_elsewhere
from hueandcry.ui.pace import Pace, wait_words
from hueandcry.warehouse import reading
from hueandcry.warehouse.reading import Reader

PACE = Pace(count=6, seconds=600)
SOURCES = (
    *("action_fraud", "mps_borough", "street", "outcomes", "tidy_counts"),
    *("lsoa_population", "force_population", "ons_pfa"),
)


# ---- the profile --------------------------------------------------------------------------------------------------


@require_safe
@cached_page
@answers.once_built
def profile(request: HttpRequest, code: str) -> HttpResponse:
    """Show the profile of a district or of a force's area; a small area leads to that of its district."""
    reader, note = _served(request)
    area = _area(reader, code)
    if area.level == "lsoa" and area.parent:
        return redirect("profile", code=area.parent)
    if area.code != code:
        return redirect("profile", code=area.code)
    context = {
        "page": _page(request, reader, area, note),
        "place_url": _place_url(area),
        "finding_url": reverse("finding", args=[area.code]),
        "call": _call(area),
        "invented": area.invented,
    }
    return render(request, "profiles/profile.html", context)


def _served(request: HttpRequest) -> tuple[Reader, str]:
    """Return the build that the address asks for while it is kept, else the present one; and what to say of that."""
    present, asked = reading.reader(settings.HOME), request.GET.get("build", "")
    if not asked or asked == present.build.id:
        return present, ""
    if kept := reading.reader_of(settings.HOME, asked):
        words = gettext("These are the figures of an earlier build, %(build)s. The present one may differ.")
        return kept, words % {"build": asked}
    words = gettext("The build %(build)s is no longer kept here. These are the figures of the present build.")
    return present, words % {"build": asked}


@require_safe
@answers.open_data
def as_json(request: HttpRequest, code: str) -> HttpResponse:
    """Return a profile's figures for machines."""
    reader = reading.reader(settings.HOME)
    area = queries.area(reader, code)
    if area is None:
        return answers.missing(code, "the code of a district or of a police force area")
    return answers.as_json(
        {
            "place": {"code": area.code, "name": area.english, "force": area.force, "invented": area.invented},
            "build": reader.build.id,
            "note": "Missing is never zero; untested is never safe. A year that was not counted here is null.",
            "online_kinds": [asdict(one) for one in queries.online_kinds(reader, area.code)],
            "judged": [
                {"scheme": one.scheme, "kind": one.kind, "month": f"{one.month:%Y-%m}", "verdict": one.verdict}
                for one in queries.judged(reader, area.code)
            ],
            "force_figures": [asdict(one) for one in _force_values(reader, area)],
            "sources": [asdict(one) for one in _files(reader, area)],
            "page": public(reverse("profile", args=[area.code]), request),
        }
    )


def _area(reader: Reader, code: str) -> Area:
    found = queries.area(reader, code)
    if found is None:
        raise Http404
    return found


def _place_url(area: Area) -> str:
    return reverse("force", args=[area.force]) if area.level == "force" else reverse("place", args=[area.code])


def _force_values(reader: Reader, area: Area) -> list[measures.Value]:
    return measures.of_body(reader, area.force) if area.force else []


def _page(request: HttpRequest, reader: Reader, area: Area, note: str) -> pages.ProfilePage:
    judged, online = queries.judged(reader, area.code), queries.online_kinds(reader, area.code)
    definitions = {one.slug: one for one in measures.every(reader)}
    figures = pages.figures(_force_values(reader, area), list(definitions.values()), _wholes(reader))
    tables = _tables(reader, area, definitions)
    online_note = pages.online_note(online, force_figures=bool(figures or tables))
    here = f"{reverse('profile', args=[area.code])}?build={reader.build.id}"
    files = _files(reader, area)
    return pages.ProfilePage(
        title=area.name,
        about=pages.about(area),
        crumbs=pages.crumbs(area, _place_url(area)),
        short=pages.short(area, judged, online_note, figures, today=date.today()),
        rises=pages.rise_sentences(judged),
        tested=pages.how_many_tested(judged),
        rises_note=pages.rises_note(judged),
        online=pages.online_sections(online, source=""),
        online_note=online_note,
        figures=figures,
        tables=tables,
        figures_note=_figures_note(area, bool(figures or tables)),
        surveys=_surveys(reader, area),
        figure_notes=lines(queries.notes(reader, area.force or "")),
        findings=tuple(pages.finding_shown(one, _name_of(reader, one.area)) for one in _findings()),
        trail=pages.trail(
            reader.build.id,
            files,
            permalink=public(here, request),
            cite=gettext("Hue and Cry, profile of %(place)s, build %(build)s, %(address)s")
            % {"place": area.name, "build": reader.build.id, "address": public(here, request)},
            json=reverse("profile-json", args=[area.code]),
        ),
        source=pages.source_words(reader.build.id, files, public(here, request)),
        build_note=note,
        invented=area.invented,
    )


def _wholes(reader: Reader) -> dict[tuple[str, str], measures.Value]:
    """Return figures of several bodies together, by measure and period: of England and Wales where it has any."""
    both = [*measures.of_body(reader, measures.ALL_BODIES), *measures.of_body(reader, measures.ENGLAND_AND_WALES)]
    return {(one.measure, one.period): one for one in both if one.value is not None}


def _tables(reader: Reader, area: Area, definitions: dict[str, measures.Definition]) -> tuple[Table, ...]:
    if not area.force:
        return ()
    found = (
        pages.by_kind(definitions[slug], measures.values(reader, slug, body=area.force))
        for slug in pages.BY_KIND
        if slug in definitions
    )
    return tuple(one for one in found if one)


def _files(reader: Reader, area: Area) -> list[queries.SourceFile]:
    return queries.files(reader, datasets=SOURCES, bodies=[area.force or "", "all"])


def _surveys(reader: Reader, area: Area) -> tuple[survey_pages.SurveyPart, ...]:
    """Return the newest wave of each survey. What is invented is told of the invented county alone."""
    parts = [
        survey_pages.part(
            area,
            wave,
            surveys.estimates(reader, survey=wave.survey, wave=wave.wave),
            surveys.groups(reader, survey=wave.survey, wave=wave.wave),
        )
        for wave in surveys.surveys(reader)
        if wave.invented == area.invented
    ]
    return tuple(one for one in parts if one)


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


def _name_of(reader: Reader, code: str) -> str:
    area = queries.area(reader, code)
    return area.name if area else code


def _findings() -> list[queries.Finding]:
    return queries.shared_findings(settings.HOME)


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


# ---- what boards found --------------------------------------------------------------------------------------------


@require_safe
@answers.open_data
def feed(request: HttpRequest) -> HttpResponse:
    """Tell what boards found useful, as the operator shares it."""
    with atom.in_language(request):
        reader, found = reading.reader(settings.HOME), _findings()
        entries = [
            atom.Entry(
                ident=f"finding:{one.reference.lower()}",
                title=gettext("What a board in %(place)s found, %(day)s")
                % {"place": _name_of(reader, one.area), "day": day_name(one.sent_on)},
                words=one.words,
                path=reverse("profile", args=[one.area]),
                updated=_midnight(one.sent_on),
            )
            for one in found
        ]
        updated = max((one.updated for one in entries), default=_midnight(date(2026, 1, 1)))
        return atom.feed(
            request,
            entries,
            title=gettext("What neighbourhood boards found useful"),
            subtitle=gettext("Words of the operator about what boards sent back. No board's own words are shown."),
            page="/",
            updated=updated,
        )


@csrf_exempt  # no cookie is set: `came_from_elsewhere` asks the browser itself
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@answers.once_built
def finding(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form to a board; or keep what was sent and lead to the receipt."""
    area = _area(reading.reader(settings.HOME), code)
    if request.method == "POST":
        return _receive(request, area)
    return _form(request, area, FindingForm())


@never_cache
@require_safe
def received(request: HttpRequest, code: str, reference: str) -> HttpResponse:
    """Show the receipt: the reference, and nothing of what was written."""
    if not is_reference(reference) or not queries.was_sent(reference):
        raise Http404
    profile_url = reverse("profile", args=[code])
    return render(request, "profiles/received.html", {"reference": reference, "profile_url": profile_url})


def _receive(request: HttpRequest, area: Area) -> HttpResponse:
    form = FindingForm(request.POST)
    if came_from_elsewhere(request):
        form.add_error(
            None, gettext("This was sent from another site. If you want to send it, press the button again.")
        )
        return _form(request, area, form, status=403)
    if not form.is_valid():
        return _form(request, area, form, status=400)
    wait = PACE.wait(request.META.get("REMOTE_ADDR", ""), time.monotonic())
    if wait:
        form.add_error(None, wait_words(wait))
        response = _form(request, area, form, status=429)
        response.headers["Retry-After"] = str(wait)
        return response
    sent = actions.send(
        area=area.code,
        **form.told,
        language=(get_language() or "en")[:2],
        build=reading.reader(settings.HOME).build.id,
        now=timezone.now(),
        rng=random.SystemRandom(),
    )
    return HttpResponseRedirect(reverse("finding-received", args=[area.code, sent.reference]))


def _form(request: HttpRequest, area: Area, form: FindingForm, *, status: int = 200) -> HttpResponse:
    profile_url = reverse("profile", args=[area.code])
    context = {
        "form": form,
        "area": area,
        "action": reverse("finding", args=[area.code]),
        "crumbs": [Link(area.name, profile_url), Link(gettext("Tell what your board found"), "", current=True)],
        "board_title": gettext("Which board do you write for?"),
        "board_hint": gettext("Its name, as on its own papers."),
        "useful_title": gettext("What was useful?"),
        "useful_hint": gettext("For example: which figure started a discussion, and what it led to."),
        "missed_title": gettext("What did you miss? (optional)"),
        "did_title": gettext("What did the board do? (optional)"),
        "did_hint": gettext("For example: a talk, a leaflet, a question to the police."),
        "email_title": gettext("Your e-mail address (optional)"),
        "email_hint": gettext("Only if you want an answer. It is used for nothing else."),
        "invented": area.invented,
    }
    return render(request, "profiles/finding.html", context, status=status)


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=timezone.get_default_timezone())
