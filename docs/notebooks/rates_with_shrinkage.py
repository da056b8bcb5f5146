# %% [markdown]
# # Rates of small forces borrow strength from the others
#
# A rate of few cases swings most. Empirical Bayes draws each force towards the mean of all, the more the less it knows
# by itself. Rates of referrals need a table of residents; where none is loaded (as in the embedded example) the shares
# of judicial outcomes are taken instead.

# %%
from hueandcry.stats import compare
from hueandcry.warehouse.opening import open_build

build = open_build()

# %%
known = build.sql(
    """
    SELECT measure, max(period) AS period FROM measure_values
    WHERE measure IN ('fraud-referrals', 'judicial-outcomes') AND compared
    GROUP BY measure ORDER BY measure
    """
).fetchall()
if not known:
    raise SystemExit("Neither referrals nor outcomes are loaded.")
measure, period = known[0]
rows = build.execute(
    """
    SELECT bodies.name, numerator, denominator
    FROM measure_values JOIN bodies ON bodies.slug = body
    WHERE measure = $measure AND period = $period AND compared AND part = ''
    ORDER BY bodies.name
    """,
    {"measure": measure, "period": period},
).fetchnumpy()
count, base = (rows[name].astype(float) for name in ("numerator", "denominator"))

# %% [markdown]
# ## Before and after
#
# `own_weight` says how much of a figure is the force's own; the rest is the mean of all. Forces stand by name.

# %%
if measure == "fraud-referrals":
    shrunken, unit, per = compare.shrink_rates(count, base), "referrals per 100,000 residents", 100_000.0
else:
    shrunken, unit, per = compare.shrink_proportions(count, base), "% of outcomes judicial", 100.0

print(f"{measure}, {period}: {unit}; mean of {count.size} forces {shrunken.prior_mean * per:.1f}")
for place, name in enumerate(rows["name"]):
    raw, value = shrunken.raw[place] * per, shrunken.value[place] * per
    span = f"{shrunken.lower[place] * per:.1f} to {shrunken.upper[place] * per:.1f}"
    print(f"  {name}: {raw:.1f} becomes {value:.1f} ({span}), own weight {shrunken.own_weight[place]:.2f}")

# %% [markdown]
# ## Who moved most?
#
# The force that knows least by itself. That is no verdict on it.

# %%
least = int(shrunken.own_weight.argmin())
print(f"least known by itself: {rows['name'][least]}, {base[least]:,.0f} in the denominator")
