"""In the making."""

from django.http import Http404


def every(request, **kwargs):
    raise Http404


def force(request, **kwargs):
    raise Http404
