"""Young people answer surveys less often than old ones. In the answers there are then too few of the young, and if
the young are defrauded less often or more often than others, the share comes out wrong.

How many people of each age there are is known from the census. So the answers are given weights until they add up
to the known numbers: each answer of a young person counts for more. With two known facts, such as age and area, the
weights are fitted to one, then to the other, and again, until both are right. This is called raking.
"""

import numpy as np

from hueandcry.stats import surveys
from spec.surveys.people import percent, repeated, yes_and_no

title = "Putting the balance right"
summary = "Weights bring the answers of those who rarely answer up to their known number."

table = """
age | area | asked | victims
under 40 | town | 30 | 9
under 40 | country | 20 | 4
40 and over | town | 70 | 7
40 and over | country | 80 | 4
"""

operation = "Of 100,000 people 45,000 are under 40, and 55,000 live in town. What share were victims?"

expected = """
answers | share | under 40 | in town
as they came | 12.0% | 25.0% | 50.0%
raked to age and area | 15.9% | 45.0% | 55.0%
"""

closing = """Raking can only put right what is known and was asked. If the young who answer differ from the young
who do not, no weight helps."""


def answer(rows):
    ages, areas = (repeated(rows, column, "asked") for column in ("age", "area"))
    victims = yes_and_no(rows, "asked", "victims")
    design = surveys.Design(np.full(victims.size, 500.0))
    raked = surveys.rake(
        design,
        [
            surveys.Margin(ages, {"under 40": 45_000, "40 and over": 55_000}, "age"),
            surveys.Margin(areas, {"town": 55_000, "country": 45_000}, "area"),
        ],
    )
    facts = np.column_stack([victims, ages == "under 40", areas == "town"])
    return [_row("as they came", design, facts), _row("raked to age and area", raked, facts)]


def _row(answers, design, facts):
    share, young, town = surveys.means(design, facts).value
    return {"answers": answers, "share": percent(share), "under 40": percent(young), "in town": percent(town)}
