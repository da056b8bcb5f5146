-- Question: which areas can a scheme be judged in?
-- Grain: one row per area whose force publishes the scheme's dataset, at the levels at which the scheme counts for it.
-- Areas of other forces are "no data" as a whole and get no rows. `region` is the parent's parent: for a small area its
-- force's area.
-- Reads: areas, coverage, counts. Params: dataset, scheme.
WITH counted AS (
    SELECT DISTINCT area FROM counts WHERE scheme = $scheme
),
levels AS (
    SELECT DISTINCT areas.force, areas.level FROM counted JOIN areas ON areas.code = counted.area
)
SELECT areas.code, areas.level, areas.force, areas.begins, areas.ends, areas.parent, above.parent AS region
FROM areas
JOIN levels ON levels.force = areas.force AND levels.level = areas.level
LEFT JOIN areas AS above ON above.code = areas.parent
WHERE areas.force IN (SELECT body FROM coverage WHERE dataset = $dataset)
ORDER BY areas.level, areas.code
