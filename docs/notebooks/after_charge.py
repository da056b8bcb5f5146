# %% [markdown]
# # What became of crimes for which somebody was charged?
#
# Crime by crime through the published files of outcomes, as far as they tell. It reads City of London where its files
# are loaded, else whichever body has the most charges (in the embedded example the invented county).
#
# Results of courts stop in the published files after May 2019: what is not published is not the same as nothing.

# %%
from hueandcry.stats import compare
from hueandcry.warehouse.opening import open_build

build = open_build()

# %%
bodies = build.sql(
    """
    SELECT body, sum(n) AS charged FROM measure_flows
    WHERE stage = 'outcome' AND label = 'charged' AND kind = ''
    GROUP BY body ORDER BY body = 'city-of-london' DESC, charged DESC
    """
).fetchall()
if not bodies:
    raise SystemExit("No files of outcomes are loaded: what became of crimes is not known.")
body = bodies[0][0]

# %% [markdown]
# ## The flow of each year
#
# `measure_flows` counts each Crime ID once. The results of a year add up to its charges.

# %%
flow = build.execute(
    """
    SELECT period, coalesce(outcome_names.name, 'no result published') AS result, n
    FROM measure_flows LEFT JOIN outcome_names ON outcome_names.code = label
    WHERE body = $body AND kind = '' AND stage = 'court'
    ORDER BY period, n DESC, result
    """,
    {"body": body},
).fetchall()
for year in sorted({row[0] for row in flow}):
    results = [(result, n) for period, result, n in flow if period == year]
    print(f"{body}, crimes of {year}: {sum(n for _, n in results):,} charged")
    for result, n in results:
        print(f"  {n:6,}  {result}")

# %% [markdown]
# ## The same by the crimes themselves
#
# A Crime ID may stand in many rows: each table is brought to one row per id before the two meet, or the join would
# multiply. The sums must be those above.

# %%
again = build.execute(
    """
    WITH once AS (
        SELECT crime_id, min(month) AS month FROM crimes WHERE body = $body AND crime_id IS NOT NULL GROUP BY crime_id
    ),
    stages AS (
        SELECT crime_id, max(weight) AS weight
        FROM outcomes
        JOIN outcome_names ON outcome_names.name = outcomes.outcome
        JOIN outcome_stages ON outcome_stages.code = outcome_names.code
        GROUP BY crime_id
    )
    SELECT strftime(once.month, '%Y') AS year, count(*) FILTER (weight >= 60), count(*) FILTER (weight >= 70)
    FROM once JOIN stages ON stages.crime_id = once.crime_id
    WHERE once.month <= (SELECT max(month) FROM outcomes WHERE body = $body)
    GROUP BY year ORDER BY year
    """,
    {"body": body},
).fetchall()
for year, charged, decided in again:
    in_flow = [(result, n) for period, result, n in flow if period == year]
    assert sum(n for _, n in in_flow) == charged
    assert sum(n for result, n in in_flow if result != "no result published") == decided

# %% [markdown]
# ## How sure is a share?

# %%
year, charged, decided = again[0]
share = compare.proportion_interval(decided, charged)
span = f"between {share.lower:.1%} and {share.upper:.1%}, chance allowed for"
print(f"{year}: {share.value:.1%} of charges have a published result ({span})")
