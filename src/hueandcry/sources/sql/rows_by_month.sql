-- Question: how many rows did each body publish for each month?
-- Grain: one row per dataset, body and month with a landed file.
-- Reads: files, counts, bodies, landed_tidy_counts.
-- Of two tables with the same month the later period or release counts, as in counts.
WITH tidy AS (
    SELECT scheme, body, month, arg_max(n, filename) AS n
    FROM landed_tidy_counts GROUP BY scheme, body, area_code, kind, month
)
SELECT dataset, body, (period || '-01')::DATE AS month, sum(rows_landed)::BIGINT AS n
FROM files
WHERE dataset IN ('street', 'outcomes') AND NOT superseded AND regexp_full_match(period, '[0-9]{4}-[0-9]{2}')
GROUP BY ALL
UNION ALL
SELECT 'mps_borough', bodies.slug, counts.month, sum(counts.n)::BIGINT
FROM counts JOIN bodies ON bodies.area_code = counts.area AND bodies.slug = 'metropolitan'
WHERE counts.scheme = 'mps'
GROUP BY ALL
UNION ALL
SELECT 'tidy:' || scheme, body, month, sum(n)::BIGINT FROM tidy GROUP BY ALL
ORDER BY ALL
