-- Question: which districts and force areas are there?
-- Grain: one row per area.
-- Reads: areas.
SELECT code, name, name_cy, level, parent, force, population, population_year, begins, ends
FROM areas WHERE level IN ('district', 'force') ORDER BY name
