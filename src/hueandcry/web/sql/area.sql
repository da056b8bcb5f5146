-- Question: what is known about one area?
-- Grain: one row, or none where there is no such area.
-- Reads: areas. Params: area.
SELECT code, name, name_cy, level, parent, force, population, population_year, begins, ends FROM areas WHERE code = $area
