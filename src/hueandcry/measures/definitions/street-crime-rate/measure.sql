-- Question: how many street-level crimes did each force publish for a year, and how many people live in its area?
-- Grain: one row per body, kind of crime ('' = all) and calendar year.
-- Reads: counts, bodies, kinds, reviewed_kinds, crime_months, force_residents.
-- A kind that no force counted in a year has no row in it; one that a force did not count while others did is none.
WITH years AS (
    SELECT body, year(month) AS year, count(*) FILTER (published) AS months, bool_or(doubt) AS doubt
    FROM crime_months GROUP BY ALL
),
counted AS (
    SELECT bodies.slug AS body, counts.kind, year(month) AS year, sum(n) AS n
    FROM counts JOIN bodies ON bodies.area_code = counts.area
    WHERE scheme = 'street' AND counts.kind <> 'anti-social-behaviour'
    GROUP BY ALL
),
redrawn AS (
    SELECT DISTINCT left(until, 4)::INTEGER AS year FROM reviewed_kinds WHERE scheme = 'street' AND until <> ''
),
asked AS (
    SELECT years.*, met.kind AS part, met.year IN (FROM redrawn) AS redrawn
    FROM years JOIN (SELECT DISTINCT kind, year FROM counted) AS met ON met.year = years.year
    UNION ALL
    SELECT years.*, '', false FROM years
),
nearest AS (
    SELECT asked.body, asked.year, arg_min(residents, (abs(force_residents.year - asked.year), force_residents.year)) AS residents,
        arg_min(force_residents.year, (abs(force_residents.year - asked.year), force_residents.year)) AS base_year
    FROM asked JOIN force_residents ON force_residents.body = asked.body
    WHERE part = ''
    GROUP BY ALL
),
found AS (
    SELECT body, kind AS part, year, n FROM counted
    UNION ALL
    SELECT body, '', year, sum(n) FROM counted GROUP BY body, year
)
SELECT asked.body, asked.part, asked.year::VARCHAR AS period, make_date(asked.year::INTEGER, 1, 1) AS begins,
    make_date(asked.year::INTEGER, 12, 31) AS ends,
    CASE WHEN months = 12 THEN coalesce(found.n, 0) END AS numerator,
    nearest.residents AS denominator,
    CASE WHEN months = 0 THEN 'missing' WHEN months < 12 OR redrawn THEN 'partial' WHEN residents IS NULL THEN 'missing'
        ELSE 'shown' END AS state,
    CASE WHEN months = 0 THEN 'nothing-published' WHEN months < 12 THEN 'months-missing' WHEN redrawn THEN 'kinds-redrawn'
        WHEN residents IS NOT NULL THEN '' WHEN bodies.kind IN ('territorial', 'invented') THEN 'residents-not-loaded'
        ELSE 'no-residents' END AS why,
    base_year,
    CASE WHEN doubt THEN 'month-in-doubt' ELSE '' END AS flag
FROM asked
LEFT JOIN found ON found.body = asked.body AND found.part = asked.part AND found.year = asked.year
LEFT JOIN nearest ON nearest.body = asked.body AND nearest.year = asked.year
LEFT JOIN bodies ON bodies.slug = asked.body
ORDER BY period, part, body
