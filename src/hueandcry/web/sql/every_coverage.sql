-- Question: for which months is what each body published complete?
-- Grain: one row per body, dataset and month.
-- Reads: coverage.
SELECT dataset, body, strftime(month, '%Y-%m') AS month, state, reason FROM coverage ORDER BY dataset, body, month
