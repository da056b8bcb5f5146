-- Question: which small areas and districts may hold a place, by the box around their boundary?
-- Grain: one row per area, small areas first.
-- Reads: boundaries, areas.
-- Params: lat, lng.
SELECT
    boundaries.geojson,
    areas.force,
    CASE WHEN areas.level = 'lsoa' THEN areas.parent ELSE areas.code END AS district
FROM boundaries
JOIN areas ON areas.code = boundaries.code
WHERE areas.level IN ('lsoa', 'district')
    AND areas.force IS NOT NULL
    AND $lat BETWEEN boundaries.min_lat AND boundaries.max_lat
    AND $lng BETWEEN boundaries.min_lng AND boundaries.max_lng
ORDER BY areas.level DESC, areas.ends NULLS FIRST, areas.code
