-- Question: what are the areas called that estimates were made for?
-- Grain: one row per area
-- Reads: areas
-- Params: codes
SELECT code, name, name_cy
FROM areas
WHERE list_contains($codes, code)
