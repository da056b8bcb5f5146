-- Question: how often did each body prevent or disrupt online crime, in each way that it counts?
-- Grain: one row per body, kind and quarter.
-- Reads: counts, coverage, schemes, kinds, bodies.
-- A quarter counts only where all its three months were published. Where no row means none (schemes.absent), a kind
-- without a row counts as none; where it means not published, three rows are needed.
WITH quarters AS (
    SELECT body, date_trunc('quarter', month)::DATE AS begins, count(*) FILTER (state IN ('complete', 'suspect')) AS months,
        bool_or(state = 'suspect') AS doubt
    FROM coverage WHERE dataset = 'tidy:prevention-disruption' GROUP BY ALL
),
counted AS (
    SELECT bodies.slug AS body, counts.kind, date_trunc('quarter', month)::DATE AS begins, sum(n) AS n, count(*) AS rows
    FROM counts JOIN bodies ON bodies.area_code = counts.area
    WHERE scheme = 'prevention-disruption'
    GROUP BY ALL
),
asked AS (
    SELECT quarters.*, kinds.code AS part, coalesce(n, 0) AS n,
        CASE schemes.absent WHEN 'zero' THEN months ELSE least(months, coalesce(counted.rows, 0)) END AS known
    FROM quarters
    JOIN kinds ON kinds.scheme = 'prevention-disruption'
    JOIN schemes ON schemes.code = 'prevention-disruption'
    LEFT JOIN counted ON counted.body = quarters.body AND counted.begins = quarters.begins AND counted.kind = kinds.code
)
SELECT body, part, format('{}-Q{}', year(begins), quarter(begins)) AS period, begins,
    (begins + INTERVAL 3 MONTH - INTERVAL 1 DAY)::DATE AS ends,
    CASE WHEN known = 3 THEN n END AS numerator, NULL::BIGINT AS denominator,
    CASE known WHEN 3 THEN 'shown' WHEN 0 THEN 'missing' ELSE 'partial' END AS state,
    CASE known WHEN 3 THEN '' WHEN 0 THEN 'nothing-published' ELSE 'months-missing' END AS why,
    CASE WHEN doubt THEN 'month-in-doubt' ELSE '' END AS flag
FROM asked
ORDER BY begins, part, body
