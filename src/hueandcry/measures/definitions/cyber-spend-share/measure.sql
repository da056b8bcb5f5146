-- Question: how much did each force spend on cyber crime in a financial year, and how large was its budget?
-- Grain: one row per body and financial year (from April).
-- Reads: counts, bodies.
-- The tidy counts of the scheme cyber-budget hold two kinds, cyber-spend and budget, both in whole pounds, under the April
-- in which the year begins. A year with one of the two only has no figure.
WITH told AS (
    SELECT bodies.slug AS body, year(month) AS began, max(n) FILTER (counts.kind = 'cyber-spend') AS spent,
        max(n) FILTER (counts.kind = 'budget') AS budget
    FROM counts JOIN bodies ON bodies.area_code = counts.area
    WHERE scheme = 'cyber-budget' AND month(month) = 4
    GROUP BY ALL
)
SELECT body, '' AS part, format('{}-{:02d}', began, (began + 1) % 100) AS period, make_date(began::INTEGER, 4, 1) AS begins,
    make_date(began::INTEGER + 1, 3, 31) AS ends, spent AS numerator, budget AS denominator,
    CASE WHEN spent IS NULL OR coalesce(budget, 0) = 0 THEN 'missing' ELSE 'shown' END AS state,
    CASE WHEN spent IS NULL OR coalesce(budget, 0) = 0 THEN 'one-of-two' ELSE '' END AS why
FROM told
ORDER BY period, body
