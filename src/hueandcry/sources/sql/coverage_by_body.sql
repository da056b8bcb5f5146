-- Question: for which months is what each body published complete?
-- Grain: one row per body, dataset and month.
-- Reads: coverage.
SELECT body, dataset, month AS period, state, reason FROM coverage ORDER BY dataset, body, month
