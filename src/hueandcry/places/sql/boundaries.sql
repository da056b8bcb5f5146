-- Question: where does each area lie?
-- Grain: one row per area code; of two files with the same area the later release counts.
-- Reads: landed_boundaries.
SELECT code, name, level, geojson, min_lng, min_lat, max_lng, max_lat, label_lng, label_lat
FROM landed_boundaries
QUALIFY row_number() OVER (PARTITION BY code ORDER BY filename DESC) = 1
ORDER BY level, min_lng
