"""What an edition says in sentences: its headline, and how it was worked out."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_lazy

from hueandcry.editions.pages.words.changes import apart, nothing_told, verdict
from hueandcry.editions.pages.words.names import period_name
from hueandcry.editions.rules.content import Area, Content, Figure
from hueandcry.editions.rules.periods import asked
from hueandcry.ui.format import number, percent


def headline(content: Content, area: Area) -> list[str]:
    """Return the sentences that sum an edition up for an area."""
    referred = content.figure(area.code, "referrals", "referred")
    positive = content.figure(area.code, "outcomes", "positive")
    said = [_headline_of_referrals(content, referred)] if referred else []
    if positive and positive.there:
        said.append(_headline_of_outcomes(content, positive))
    return [one for one in said if one]


def _headline_of_referrals(content: Content, figure: Figure) -> str:
    period, before = period_name(asked(content.edition)), asked(content.before).short
    if not figure.there:
        return gettext("No whole figure of frauds and cyber crimes referred in %(period)s.") % {"period": period}
    parts = {"count": number(figure.value), "period": period, "before": before}
    change = figure.change
    if change is None or change.more_than_chance is None or change.value is None or nothing_told(change):
        return gettext("%(count)s frauds and cyber crimes were referred in %(period)s.") % parts
    parts["by"] = apart(change.value)
    if not change.more_than_chance:
        return (
            gettext(
                "%(count)s frauds and cyber crimes were referred in %(period)s: "
                "no more of a change from %(before)s than chance and the usual swings of bodies could explain."
            )
            % parts
        )
    if change.value < 1.0:
        return (
            gettext(
                "%(count)s frauds and cyber crimes were referred in %(period)s, "
                "%(by)s fewer than in %(before)s: more than chance explains."
            )
            % parts
        )
    return (
        gettext(
            "%(count)s frauds and cyber crimes were referred in %(period)s, "
            "%(by)s more than in %(before)s: more than chance explains."
        )
        % parts
    )


def _headline_of_outcomes(content: Content, figure: Figure) -> str:
    parts = {"outcomes": number(figure.denominator), "share": percent(figure.value, 1)}
    if figure.state == "few":
        return gettext("Outcomes recorded: %(outcomes)s, too few for a share that tells much.") % parts
    change = figure.change
    if change is None or change.before is None or change.why:
        return gettext("Of %(outcomes)s outcomes recorded, %(share)s were judicial.") % parts
    parts |= {"before": asked(content.before).short, "share_before": percent(change.before, 1)}
    return str(HEADLINES_OF_OUTCOMES[verdict(figure)]) % parts


HEADLINES_OF_OUTCOMES = {
    "chance": gettext_lazy(
        "Of %(outcomes)s outcomes recorded, %(share)s were judicial; in %(before)s it was %(share_before)s, "
        "and chance could explain the change."
    ),
    "usual": gettext_lazy(
        "Of %(outcomes)s outcomes recorded, %(share)s were judicial; in %(before)s it was %(share_before)s, "
        "a change of more than chance, but within the usual swings of bodies."
    ),
    "more": gettext_lazy(
        "Of %(outcomes)s outcomes recorded, %(share)s were judicial; in %(before)s it was %(share_before)s, "
        "a change that is more than chance explains."
    ),
}


def method(content: Content) -> list[str]:
    """Return how the figures of an edition were worked out."""
    return [
        gettext(
            "The interval of a count is the exact one of Garwood, that of a share Wilson's: "
            "where the figure may lie if chance alone moved it. Both hold the truth in 95 of 100 cases."
        ),
        gettext(
            "Counts are compared by their ratio. Its interval allows for how much the changes of bodies vary beyond "
            "chance, which is worked out from all bodies of the table together. Where there are too few bodies to "
            "tell, chance alone is allowed for."
        ),
        gettext(
            "A count is called too few to tell how it changed where it may as well have halved as doubled: "
            "where both lie within its interval."
        ),
        gettext(
            "Shares are compared by their difference, with Newcombe's interval, which allows for chance alone. "
            "Where a change is more than chance, it is also told whether it lies within the usual swings of bodies: "
            "how much their shares move from the one period to the other, the small ones more than the large."
        ),
        gettext("A change of a survey's figure was tested by the survey, with its design."),
        gettext(
            "In a funnel the wide limits hold 99.8% of bodies that differ by chance and by the usual spread alone. "
            "Nothing is ranked: a body outside them is unlike the others, and why is another question."
        ),
        gettext(
            "A sum over bodies is told only if every one of them has a whole figure. "
            "A quarter of which a month is missing is not told at all. Missing is never zero."
        ),
    ]
