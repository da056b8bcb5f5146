-- Question: which areas of the same level lie around an area?
-- Grain: one row per area whose box touches the area's, the area itself left out.
-- Reads: boundaries, areas. Params: area, many.
SELECT boundaries.code, coalesce(areas.name, boundaries.name) AS name, areas.name_cy, boundaries.level, areas.force,
    boundaries.geojson
FROM boundaries
JOIN boundaries AS here ON here.code = $area AND here.level = boundaries.level
    AND boundaries.min_lng <= here.max_lng AND boundaries.max_lng >= here.min_lng
    AND boundaries.min_lat <= here.max_lat AND boundaries.max_lat >= here.min_lat
LEFT JOIN areas ON areas.code = boundaries.code
WHERE boundaries.code <> $area
ORDER BY name, boundaries.code
LIMIT $many
