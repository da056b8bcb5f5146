-- Check: outcomes add up to the crimes they came from, results to the charges.
WITH total AS (
    SELECT body, kind, period, came_from, stage, sum(n) AS n FROM measure_flows GROUP BY ALL
)
SELECT crime.body, crime.kind, crime.period, crime.n AS crimes, outcome.n AS with_outcome
FROM total AS crime
LEFT JOIN total AS outcome ON outcome.stage = 'outcome' AND (outcome.body, outcome.kind, outcome.period)
    = (crime.body, crime.kind, crime.period)
WHERE crime.stage = 'crime' AND crime.n IS DISTINCT FROM outcome.n
UNION ALL
SELECT charged.body, charged.kind, charged.period, charged.n, court.n
FROM measure_flows AS charged
LEFT JOIN total AS court ON court.stage = 'court' AND (court.body, court.kind, court.period, court.came_from)
    = (charged.body, charged.kind, charged.period, charged.label)
WHERE charged.stage = 'outcome' AND charged.label = 'charged' AND charged.n IS DISTINCT FROM court.n
