-- Question: how many rows did each body publish for each month?
-- Grain: one row per dataset, body and month with a landed file.
-- Reads: files, crimes, outcomes, landed_mps_borough, landed_tidy_counts.
SELECT dataset, body, (period || '-01')::DATE AS month, sum(rows_landed)::BIGINT AS n
FROM files
WHERE dataset IN ('street', 'outcomes') AND NOT superseded AND regexp_full_match(period, '[0-9]{4}-[0-9]{2}')
GROUP BY ALL
UNION ALL
SELECT 'mps_borough', 'metropolitan', month, sum(n)::BIGINT FROM landed_mps_borough GROUP BY month
UNION ALL
SELECT 'tidy:' || scheme, body, month, sum(n)::BIGINT FROM landed_tidy_counts GROUP BY ALL
ORDER BY ALL
