-- Question: how many officers and staff of each force had training in online crime, out of how many?
-- Grain: one row per body and month of counting.
-- Reads: counts, bodies.
-- The tidy counts of the scheme cyber-training hold two kinds, trained and officers, under the month of counting.
WITH told AS (
    SELECT bodies.slug AS body, month, max(n) FILTER (counts.kind = 'trained') AS trained, max(n) FILTER (counts.kind = 'officers') AS officers
    FROM counts JOIN bodies ON bodies.area_code = counts.area
    WHERE scheme = 'cyber-training'
    GROUP BY ALL
)
SELECT body, '' AS part, strftime(month, '%Y-%m') AS period, month AS begins, last_day(month) AS ends,
    trained AS numerator, officers AS denominator,
    CASE WHEN trained IS NULL OR coalesce(officers, 0) = 0 THEN 'missing' ELSE 'shown' END AS state,
    CASE WHEN trained IS NULL OR coalesce(officers, 0) = 0 THEN 'one-of-two' ELSE '' END AS why
FROM told
ORDER BY period, body
