-- Question: how many crimes got each outcome, by the body that recorded it and the month of the outcome?
-- Grain: one row per body, month and outcome. `crimes` counts each Crime ID once, `rows_published` every row.
-- Reads: outcomes.
SELECT body, month, outcome,
    (count(DISTINCT crime_id) + count(*) FILTER (crime_id IS NULL))::BIGINT AS crimes,
    count(*)::BIGINT AS rows_published
FROM outcomes
GROUP BY ALL
ORDER BY ALL
