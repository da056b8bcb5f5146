"""What every page knows: who runs the installation, the doors that exist, the other language, the coverage line.

Rooms above register what only they know, once, when they start:

    from hueandcry.ui import context
    context.offer(doors=my_doors, footer_links=my_links, coverage_line=my_line)

Each is a function of the request; it is called only when a template asks for its answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from hueandcry.ui.addresses import public
from hueandcry.ui.components import Link

Source = Callable[[HttpRequest], Any]

_offered: dict[str, Source] = {}
OFFERS = ("doors", "footer_links", "coverage_line", "problem_url")


def offer(**sources: Source) -> None:
    """Register where doors, footer links, the coverage line or the address for reporting a problem come from."""
    unknown = sorted(set(sources) - set(OFFERS))
    if unknown:
        raise TypeError(f"found {unknown[0]!r}; expected one of {', '.join(OFFERS)}")
    _offered.update(sources)


@dataclass(frozen=True)
class Operator:
    """Who runs this installation (`kind`: police, public_body, newsroom, provider or demo)."""

    kind: str
    name: str = ""
    scope: str = ""
    contact: str = ""

    @property
    def run_by(self) -> str:
        """Return the sentence that says who runs this."""
        if self.name:
            return gettext("Run by %(name)s.") % {"name": self.name}
        if self.kind == "demo":
            return gettext("Run by nobody in particular, as a demonstration.")
        return gettext("Run by an organisation that has not given its name.")

    @property
    def is_police(self) -> bool:
        """Is telling this installation telling the police? Only a police force that gives its name may say so."""
        return self.kind == "police" and bool(self.name)

    @property
    def telling(self) -> SafeString:
        """Return the sentence that says whether telling us is telling the police."""
        if self.is_police:
            return SafeString(gettext("Telling us is telling the police."))
        return SafeString(gettext("Telling us is <strong>not</strong> telling the police."))


@dataclass(frozen=True)
class Language:
    """This page in one language; `absolute` is its full address where the installation knows its own."""

    code: str
    name: str
    url: str
    current: bool
    absolute: str = ""


def operator() -> Operator:
    """Return the operator of this installation, from the settings."""
    return Operator(
        kind=getattr(settings, "OPERATOR_KIND", "demo"),
        name=getattr(settings, "OPERATOR_NAME", ""),
        scope=getattr(settings, "OPERATOR_SCOPE", ""),
        contact=getattr(settings, "OPERATOR_CONTACT", ""),
    )


def installation(request: HttpRequest) -> dict[str, Any]:
    """Return what every page knows (a context processor); nothing is worked out before it is used."""
    return {
        "operator": SimpleLazyObject(operator),
        "home_url": home_url(get_language()),
        "closed_rooms": settings.ROOMS_CLOSED,
        "address": SimpleLazyObject(lambda: public(request.get_full_path(), request)),
        "languages": SimpleLazyObject(lambda: languages(request)),
        "doors": SimpleLazyObject(lambda: doors(request)),
        "footer_links": SimpleLazyObject(lambda: list(answer("footer_links", request) or ())),
        "coverage_line": SimpleLazyObject(lambda: answer("coverage_line", request) or ""),
        "problem_url": SimpleLazyObject(lambda: answer("problem_url", request) or ""),
    }


def answer(name: str, request: HttpRequest) -> Any:
    """Ask the room that offered it; None when no room did."""
    source = _offered.get(name)
    return source(request) if source else None


def home_url(lang: str | None) -> str:
    """Return the front page in a language: English at the root, others under their code."""
    short = (lang or settings.LANGUAGE_CODE)[:2]
    return "/" if short == settings.LANGUAGE_CODE[:2] else f"/{short}/"


def doors(request: HttpRequest) -> list[Link]:
    """Return the doors that exist, the one that leads to this page marked as current."""
    return [as_link(door) for door in answer("doors", request) or ()]


def as_link(door: Link | Sequence) -> Link:
    """Take a door as a Link or as (title, url, current)."""
    return door if isinstance(door, Link) else Link(*door)


def languages(request: HttpRequest) -> list[Language]:
    """Return this page in each language, or nothing when it has only one address."""
    here, path = (get_language() or settings.LANGUAGE_CODE)[:2], request.get_full_path()
    found = [
        Language(
            code=code[:2],
            name=name,
            url=path if code[:2] == here else translate_url(path, code),
            current=code[:2] == here,
        )
        for code, name in settings.LANGUAGES
    ]
    if len({one.url for one in found}) < 2:
        return []
    public = getattr(settings, "PUBLIC_URL", "")
    return [Language(one.code, one.name, one.url, one.current, public + one.url if public else "") for one in found]
