-- Question: how far is each month of each body published, in one dataset?
-- Grain: one row per body and month.
-- Reads: coverage. Params: dataset.
SELECT body, month, state, reason, reason_cy FROM coverage WHERE dataset = $dataset ORDER BY body, month
