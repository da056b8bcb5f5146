-- Question: who polices each part of the map, as far as the crimes of all months tell?
-- Grain: one row per body and small area (or cell of the map where crimes have none), with the box around its points.
-- Reads: crimes, bodies, areas.
-- A crime is evidence of the force whose area its LSOA belongs to (points are often recorded in another force's area),
-- and of the body that reported it where that body has no area (British Transport Police) or the crime has no LSOA.
WITH placed AS (
    SELECT
        lsoa,
        body,
        CASE WHEN lsoa IS NULL THEN floor(lat * 50)::INTEGER END AS row_of_cell,
        CASE WHEN lsoa IS NULL THEN floor(lng * 50)::INTEGER END AS column_of_cell,
        min(lat) AS south,
        max(lat) AS north,
        min(lng) AS west,
        max(lng) AS east
    FROM crimes
    WHERE lat IS NOT NULL
    GROUP BY ALL
),
known AS (
    SELECT placed.*, areas.force, bodies.kind IN ('territorial', 'invented') AS has_area
    FROM placed
    JOIN bodies ON bodies.slug = placed.body
    LEFT JOIN areas ON areas.code = placed.lsoa AND areas.level = 'lsoa'
),
told AS (
    SELECT force AS who, * FROM known WHERE force IS NOT NULL
    UNION ALL
    SELECT body AS who, * FROM known WHERE force IS NULL OR NOT has_area
)
SELECT who AS body, min(south) AS south, max(north) AS north, min(west) AS west, max(east) AS east
FROM told
GROUP BY who, lsoa, row_of_cell, column_of_cell
