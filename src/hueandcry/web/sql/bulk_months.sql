-- Question: which months of which police files can be downloaded?
-- Grain: one row per dataset and body; its months in order.
-- Reads: files. Params: dataset, body ('' = all).
SELECT dataset, body, list(period ORDER BY period) AS months, sum(rows_landed)::BIGINT AS rows_landed
FROM (
    SELECT DISTINCT dataset, body, period, rows_landed FROM files
    WHERE dataset IN ('street', 'outcomes') AND NOT superseded AND regexp_full_match(period, '[0-9]{4}-[0-9]{2}')
        AND ($dataset = '' OR dataset = $dataset) AND ($body = '' OR body = $body)
)
GROUP BY dataset, body
ORDER BY dataset DESC, body
