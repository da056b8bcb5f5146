"""The page of a claim: its words, the verdict, the reply beside it, and the working step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from hueandcry.claims import words
from hueandcry.claims.pages import working as tables
from hueandcry.claims.pages.addresses import contact, day_words, of_claim, of_file, problem, tight
from hueandcry.claims.pages.review import review
from hueandcry.claims.pages.shapes import Shown
from hueandcry.claims.queries.built import BuildAbout, Change, Checked
from hueandcry.claims.queries.claim import Claim
from hueandcry.claims.rules.verdicts import Verdict
from hueandcry.ui.addresses import public, speaking
from hueandcry.ui.builds import asked_build
from hueandcry.ui.components import Call, Link, Moment, SourceFile, Table, Trail
from hueandcry.ui.format import day_name


@dataclass(frozen=True)
class Said:
    """The words of a claim, and where they stand."""

    words: str
    quoted: bool
    translated: bool
    who: str
    about: str
    document: str
    url: str
    when: str
    section: str
    dating: str


@dataclass(frozen=True)
class Side:
    """One of the two sides that stand beside each other with equal weight: what we found, what they say."""

    heading: str
    paragraphs: tuple[str, ...]
    quote: str = ""
    link: Link | None = None


@dataclass(frozen=True)
class ClaimPage:
    """Everything that the page of a claim shows."""

    title: str
    crumbs: tuple[Link, ...]
    verdict: Shown
    sentence: str
    said: Said
    found: Side
    reply: Side
    facts: Table | None
    steps: Table | None
    checks: Table | None
    unlike: tuple[str, ...]
    doubts: tuple[str, ...]
    history: tuple[Moment, ...]
    related: tuple[Link, ...]
    checked_by: str
    call: Call
    trail: Trail
    review: SafeString


def claim_page(
    request: HttpRequest,
    one: Checked,
    *,
    changes: Sequence[Change],
    related: Mapping[str, Checked],
    build: BuildAbout,
) -> ClaimPage:
    """Return the page of a claim."""
    claim, working = one.claim, one.working
    return ClaimPage(
        title=tight(str(claim.title)),
        crumbs=(
            Link(gettext("Check"), reverse("claims")),
            Link(tight(str(claim.title)), of_claim(claim.slug), current=True),
        ),
        verdict=Shown(one.verdict),
        sentence=sentence(one.verdict),
        said=said(claim),
        found=Side(
            heading=gettext("What we found"),
            paragraphs=tuple(tight(part) for part in words.found_words(claim, working)),
        ),
        reply=reply(claim),
        facts=tables.facts(claim, working),
        steps=tables.steps(claim, working),
        checks=tables.checks(claim, working),
        unlike=tuple(tight(str(part)) for part in claim.unlike),
        doubts=tuple(tight(part) for part in words.doubt_words(claim, working)),
        history=tuple(moment(change) for change in changes),
        related=tuple(
            Link(tight(str(other.claim.title)), of_claim(slug)) for slug, other in related.items() if slug != claim.slug
        ),
        checked_by=gettext("Checked by: %(who)s.") % {"who": claim.checked_by},
        call=call(one),
        trail=trail(request, one, build),
        review=review(request, one),
    )


def sentence(verdict: Verdict) -> str:
    """Return the verdict as a sentence."""
    match verdict:
        case Verdict.STANDS:
            return gettext("This claim stands.")
        case Verdict.CAVEAT:
            return gettext("This claim stands with a caveat.")
        case Verdict.FALLS:
            return gettext("This claim does not stand.")
        case _:
            return gettext("This claim cannot be checked.")


def said(claim: Claim) -> Said:
    """Return the words of a claim and where they stand."""
    document = claim.document
    return Said(
        words=str(claim.words),
        quoted=claim.quoted,
        translated=claim.quoted and str(claim.words) != claim.words.english,
        who=str(claim.speaker.name),
        about=str(claim.speaker.about),
        document=document.title,
        url=document.url,
        when=day_words(document),
        section=str(claim.section),
        dating=str(document.dating),
    )


def reply(claim: Claim) -> Side:
    """Return what those who said it answer; that they were not asked is said as well."""
    heading = gettext("Right of reply")
    who, told = {"who": claim.speaker.name}, claim.reply
    match told.state:
        case "replied" if told.replied_on:
            by = gettext("%(who)s, %(day)s") % {"who": told.by, "day": day_name(told.replied_on)}
            return Side(heading, (by,), quote=str(told.text))
        case "asked" if told.asked_on:
            asked = gettext("%(who)s: asked on %(day)s. There is no answer yet.")
            return Side(heading, (asked % {**who, "day": day_name(told.asked_on)}, _here()))
        case "nobody to ask" if claim.speaker.kind == "project":
            own = gettext("These are our own words. Whoever finds them wrong can tell us.")
            return Side(heading, (own,), link=contact() or problem())
        case "nobody to ask":
            return Side(heading, (gettext("Nobody is known to have said it, so nobody can be asked."),))
        case _:
            asked = gettext("%(who)s: not yet asked.")
            way = contact()
            if way is None:
                return Side(heading, (asked % who, _no_address()))
            return Side(heading, (asked % who, _here()), link=Link(gettext("How to reply"), way.url))


def call(one: Checked) -> Call:
    """Return the three lines that end the page."""
    return Call(
        what_to_do=tight(advice(one)),
        who_answers=answers(one.claim),
        who_answers_link=contact(),
        follow=gettext("Every build works it out again. A feed tells when the verdict changes."),
        follow_link=Link(gettext("Follow the verdicts"), speaking(reverse("claims-feed"))),
    )


def advice(one: Checked) -> str:
    """Say what to do with the figure."""
    match one.verdict:
        case Verdict.STANDS:
            return gettext("You can repeat this figure. Name its source and its period.")
        case Verdict.CAVEAT:
            return gettext("If you repeat this figure, say what it leaves out.")
        case Verdict.FALLS:
            ours = words.missed_words(one.claim, one.working)
            if not ours:
                return gettext("Do not repeat this claim: it does not hold.")
            return gettext("Do not repeat this figure. From the same facts it is: %(ours)s.") % {"ours": ours}
        case _ if one.claim.uncheckable:
            return gettext("Before you repeat this figure, ask for what is missing. %(needed)s") % {
                "needed": one.claim.uncheckable.needed
            }
        case _ if any(end.missing for check in one.working.checks for end in (check.low, check.high)):
            return gettext("Before you repeat this figure, wait until the table it needs is loaded.")
        case _:
            return gettext("Before you repeat this figure, ask how it was worked out.")


def answers(claim: Claim) -> str:
    """Say who answers for the claim, and by when."""
    who = {"who": claim.speaker.name}
    match claim.reply.state:
        case "nobody to ask" if claim.speaker.kind == "project":
            return gettext("We do. There is no deadline: a correction is made in the next build.")
        case "nobody to ask":
            return gettext("Nobody: no one is known to have said it.")
        case "replied":
            return gettext("%(who)s. They have answered; it stands above.") % who
        case "asked":
            return gettext("%(who)s. They were asked; no law sets a day for the answer.") % who
        case _:
            return gettext("%(who)s. They have not been asked yet, so no day is set.") % who


def moment(change: Change) -> Moment:
    """Return one verdict of the past."""
    now = str(words.VERDICTS[change.now])
    if change.was is None:
        text = gettext("First checked: %(now)s.") % {"now": now}
    else:
        text = gettext("Now: %(now)s. Before: %(was)s.") % {"now": now, "was": words.VERDICTS[change.was]}
    return Moment(change.changed_at.date(), text)


def trail(request: HttpRequest, one: Checked, build: BuildAbout) -> Trail:
    """Return where the verdict comes from and how to take it along."""
    slug = one.claim.slug
    permalink = public(f"{of_claim(slug)}?build={build.id}", request)
    kept = {"build": build.id} if asked_build(request) == build.id else {}
    cite = gettext("%(title)s: %(verdict)s. Checked by Hue and Cry, build %(build)s of %(day)s. %(address)s")
    files = {file.sha256: file for found in one.working.facts.values() for file in found.files if file.sha256}
    return Trail(
        definition=gettext("How claims are checked"),
        definition_url=reverse("method", args=["claims"]),
        sources=tuple(SourceFile(file.name, sha, of_file(sha)) for sha, file in files.items()),
        build=build.id,
        permalink=permalink,
        cite=cite
        % {
            "title": tight(str(one.claim.title)),
            "verdict": words.VERDICTS[one.verdict],
            "build": build.id,
            "day": day_name(build.built_at),
            "address": permalink,
        },
        csv=reverse("claim-csv", args=[slug], query=kept),
        json=reverse("claim-json", args=[slug], query=kept),
    )


def _no_address() -> str:
    return gettext("Whoever runs this site has given no address, so a reply cannot reach them here.")


def _here() -> str:
    return gettext("What they answer will stand here in full, beside what we found.")
