"""The form by which a board tells what it found, and its receipt."""

from __future__ import annotations

import random
import time

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from hueandcry.profiles import actions, queries
from hueandcry.profiles.forms import FindingForm
from hueandcry.profiles.queries import Area
from hueandcry.profiles.views import asking
from hueandcry.sources.rules.problems import is_reference
from hueandcry.ui import answers
from hueandcry.ui.components import Link
from hueandcry.ui.origins import came_from_elsewhere
from hueandcry.ui.pace import Pace, wait_words
from hueandcry.warehouse import reading

PACE = Pace(count=6, seconds=600)


@csrf_exempt  # no cookie is set: `came_from_elsewhere` asks the browser itself
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@answers.once_built
def finding(request: HttpRequest, code: str) -> HttpResponse:
    """Show the form to a board; or keep what was sent and lead to the receipt."""
    area = asking.area(reading.reader(settings.HOME), code)
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
