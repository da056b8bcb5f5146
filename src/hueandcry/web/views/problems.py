"""A reader reports that a figure seems wrong. What they write is kept for the operator, and shown to nobody else."""

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

from hueandcry.sources import queries as sources
from hueandcry.sources.actions.problems import report_problem
from hueandcry.sources.rules.problems import FIGURE_LIMIT, WHAT_LIMIT, is_reference
from hueandcry.ui.components import Link
from hueandcry.ui.origins import came_from_elsewhere
from hueandcry.ui.pace import Pace, wait_words
from hueandcry.warehouse import builds
from hueandcry.web.forms import ProblemForm
from hueandcry.web.queries.contacts import fraud_lines

PACE = Pace(count=6, seconds=600)


@csrf_exempt  # no cookie is set: `came_from_elsewhere` asks the browser itself
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the form, its figure filled in from `?figure=`; or keep what was sent and lead to the receipt."""
    if request.method == "POST":
        return _receive(request)
    return _form(request, ProblemForm(initial={"figure": request.GET.get("figure", "")[:FIGURE_LIMIT]}))


@never_cache
@require_safe
def received(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the receipt: the reference, and nothing of what was written."""
    if not is_reference(reference) or not sources.was_reported(reference):
        raise Http404
    links = [Link(gettext("Report another problem"), reverse("report-problem")), Link(gettext("Data"), reverse("data"))]
    return render(request, "web/problem_received.html", {"reference": reference, "links": links})


def _receive(request: HttpRequest) -> HttpResponse:
    form = ProblemForm(request.POST)
    if came_from_elsewhere(request):
        form.add_error(
            None, gettext("This was sent from another site. If you want to send it, press the button again.")
        )
        return _form(request, form, status=403)
    if not form.is_valid():
        return _form(request, form, status=400)
    wait = PACE.wait(request.META.get("REMOTE_ADDR", ""), time.monotonic())
    if wait:
        form.add_error(None, wait_words(wait))
        return _form(request, form, status=429, headers={"Retry-After": str(wait)})
    return HttpResponseRedirect(reverse("problem-received", args=[_keep(form).reference]))


def _keep(form: ProblemForm):
    served = builds.current(settings.HOME)
    return report_problem(
        **form.told,
        language=(get_language() or "en")[:2],
        build=served.id if served else "",
        now=timezone.now(),
        rng=random.SystemRandom(),
    )


def _form(
    request: HttpRequest, form: ProblemForm, *, status: int = 200, headers: dict[str, str] | None = None
) -> HttpResponse:
    shown = {"form": form, "what_limit": WHAT_LIMIT, "fraud_lines": fraud_lines()}
    response = render(request, "web/problem.html", shown, status=status)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response
