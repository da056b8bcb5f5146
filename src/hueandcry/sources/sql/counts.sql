-- Question: how many crimes of each kind were published for each area in each month?
-- Grain: one row per scheme, area, kind and month. For schemes with `absent` = zero (see schemes), a month that is
-- covered and has no row means none; for the others it means not published.
-- Reads: crimes, lsoas, areas, bodies, landed_mps_borough, landed_tidy_counts.
-- Of two tables with the same month the later period or release counts.
-- A small area or district counts what its own territorial force reported; a force counts all that it reported.
WITH mps AS (
    SELECT area_code, borough, kind, month, arg_max(n, source) AS n
    FROM (
        SELECT area_code, borough, month, n, filename AS source,
            trim(regexp_replace(lower(minor), '[^a-z0-9]+', '-', 'g'), '-') AS kind
        FROM landed_mps_borough
    )
    GROUP BY ALL
)
SELECT 'street' AS scheme, lsoas.code AS area, crimes.kind, crimes.month, count(*)::BIGINT AS n
FROM crimes JOIN lsoas ON lsoas.code = crimes.lsoa AND lsoas.force = crimes.body
GROUP BY ALL
UNION ALL
SELECT 'street', areas.parent, crimes.kind, crimes.month, count(*)
FROM crimes JOIN areas ON areas.code = crimes.lsoa AND areas.level = 'lsoa' AND areas.force = crimes.body
WHERE areas.parent IS NOT NULL
GROUP BY ALL
UNION ALL
SELECT 'street', bodies.area_code, crimes.kind, crimes.month, count(*)
FROM crimes JOIN bodies ON bodies.slug = crimes.body
GROUP BY ALL
UNION ALL
SELECT 'mps', area_code, kind, month, n FROM mps WHERE area_code IS NOT NULL
UNION ALL
SELECT 'mps', (SELECT area_code FROM bodies WHERE slug = 'metropolitan'), kind, month, sum(n)
FROM mps GROUP BY kind, month
UNION ALL
SELECT scheme, area_code, kind, month, arg_max(n, filename) FROM landed_tidy_counts GROUP BY scheme, area_code, kind, month
ORDER BY ALL
