# %% [markdown]
# # Which forces differ in judicial outcomes, and by more than chance?
#
# A funnel of the share of judicial outcomes among the outcomes that each force recorded for fraud and cyber crime.
# It runs on the embedded example (the table of referrals comes with the package) and on any other build:
#
#     HUEANDCRY_HOME=/srv/hueandcry python docs/notebooks/judicial_outcomes.py
#
# Outcomes are never divided by referrals: those of a year may belong to earlier years, and to other bodies.

# %%
import numpy as np

from hueandcry.stats import compare
from hueandcry.warehouse.opening import open_build

build = open_build()
MEASURE, PERIOD = "judicial-outcomes", "2018-19"

# %% [markdown]
# ## What the build tells
#
# `compared` marks the forces that make the funnel: territorial, with enough outcomes, without a flag.

# %%
values = build.execute(
    """
    SELECT bodies.name, numerator, denominator, value, outside, measure_values.flag
    FROM measure_values JOIN bodies ON bodies.slug = body
    WHERE measure = $measure AND period = $period AND compared
    ORDER BY bodies.name
    """,
    {"measure": MEASURE, "period": PERIOD},
).fetchnumpy()
judicial, outcomes = (values[name].astype(float) for name in ("numerator", "denominator"))

# %% [markdown]
# ## The funnel, worked out again
#
# The limits widen where few outcomes were recorded, and allow for the usual spread between forces. Nothing is ranked.

# %%
funnel = compare.funnel(judicial, outcomes, kind="proportion", spread="consistent")
limits = funnel.limits(0.998)
outside = (funnel.value < limits.lower) | (funnel.value > limits.upper)

print(f"{PERIOD}: {judicial.sum():,.0f} of {outcomes.sum():,.0f} outcomes of {funnel.n_units} forces were judicial")
print(f"the middle of the funnel is {funnel.target:.1%}; forces vary {funnel.phi:.0f} times as much as chance has them")
for place in np.flatnonzero(outside):
    name, share = values["name"][place], funnel.value[place]
    span = f"{limits.lower[place]:.1%} to {limits.upper[place]:.1%}"
    print(f"outside: {name}, {share:.1%}; 998 of 1,000 forces of its size lie within {span}")

# %% [markdown]
# ## Two forces beside each other
#
# Newcombe's interval of the difference: if it holds 0, chance alone may have made it.

# %%
first, second = 0, 1
apart = compare.proportion_difference(judicial[first], outcomes[first], judicial[second], outcomes[second])
pair = f"{values['name'][first]} less {values['name'][second]}"
print(f"{pair}: {apart.value * 100:+.1f} points, between {apart.lower * 100:+.1f} and {apart.upper * 100:+.1f}")
