-- Question: what is the state of every month that a body published?
-- Grain: one row per body and dataset; months counted from year 0, with a state each, in order.
-- Reads: coverage.
SELECT body, dataset,
    list(year(month) * 12 + month(month) - 1 ORDER BY month) AS months,
    list(state ORDER BY month) AS states
FROM coverage
GROUP BY body, dataset
