-- Question: which small areas has a district?
-- Grain: one row per small area, by name.
-- Reads: areas. Params: district.
SELECT code, name, name_cy, level, parent, force, population, population_year, begins, ends
FROM areas WHERE parent = $district AND level = 'lsoa' ORDER BY name, code
