-- Question: how many people lived in each force area, by which estimate?
-- Grain: one row per force and middle of a year.
-- Reads: ons_pfa, areas, bodies.
-- The national tables come first, the latest edition of them; else the sum of the small areas of a force.
WITH told AS (
    SELECT ons_pfa.body, year(year_ending) AS year, value AS residents, 1 AS rank, edition
    FROM ons_pfa JOIN bodies ON bodies.slug = ons_pfa.body
    WHERE unit = 'residents' AND value IS NOT NULL
    UNION ALL
    SELECT force, population_year, population, 2, NULL FROM areas
    WHERE level = 'force' AND population IS NOT NULL AND population_year IS NOT NULL
)
SELECT body, year::INTEGER AS year, arg_min(residents, (rank, -coalesce(epoch(edition), 0)))::BIGINT AS residents,
    CASE min(rank) WHEN 1 THEN 'ons_pfa' ELSE 'lsoa_population' END AS dataset
FROM told
GROUP BY body, year
ORDER BY body, year
