-- Question: where does an area lie?
-- Grain: one row, or none where no boundary is loaded.
-- Reads: boundaries. Params: area.
SELECT code, name, level, geojson, min_lng, min_lat, max_lng, max_lat FROM boundaries WHERE code = $area
