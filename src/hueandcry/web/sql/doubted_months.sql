-- Question: which months are not complete, and why?
-- Grain: one row per body, dataset and month whose state is not complete.
-- Reads: coverage. Params: dataset, body ('' = all).
SELECT dataset, body, month, state, reason, reason_cy
FROM coverage
WHERE state <> 'complete' AND ($dataset = '' OR dataset = $dataset) AND ($body = '' OR body = $body)
ORDER BY dataset, body, month
