-- Question: in which state are the months of each body, in one way of counting?
-- Grain: one row per body and month.
-- Reads: coverage.
-- Parameters: dataset.
SELECT body, month, state FROM coverage WHERE dataset = $dataset ORDER BY ALL
