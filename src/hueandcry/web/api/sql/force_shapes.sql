-- Question: where does each force's area lie?
-- Grain: one row per force whose boundary is loaded.
-- Reads: boundaries, bodies.
SELECT bodies.slug AS body, boundaries.geojson
FROM boundaries
JOIN bodies ON bodies.area_code = boundaries.code
WHERE boundaries.level = 'force'
ORDER BY body
