-- Question: who polices each part of the map, as far as the crimes of all months tell?
-- Grain: one row per cell of the map and body.
-- Reads: crimes, bodies, areas.
-- Params: cells (per degree).
-- A crime is evidence of the force whose area its LSOA belongs to (points are often recorded in another force's area),
-- and of the body that reported it where that body has no area (British Transport Police) or the crime has no LSOA.
WITH placed AS (
    SELECT DISTINCT floor(lat * $cells)::INTEGER AS north, floor(lng * $cells)::INTEGER AS east, body, lsoa
    FROM crimes
    WHERE lat IS NOT NULL
),
told AS (
    SELECT placed.north, placed.east, areas.force AS body
    FROM placed JOIN areas ON areas.code = placed.lsoa AND areas.level = 'lsoa'
    UNION
    SELECT placed.north, placed.east, placed.body
    FROM placed
    JOIN bodies ON bodies.slug = placed.body
    LEFT JOIN areas ON areas.code = placed.lsoa AND areas.level = 'lsoa'
    WHERE bodies.kind NOT IN ('territorial', 'invented') OR areas.force IS NULL
)
SELECT told.north, told.east, told.body, bodies.kind NOT IN ('territorial', 'invented') AS without_area
FROM told JOIN bodies ON bodies.slug = told.body
WHERE told.body IS NOT NULL
ORDER BY ALL
