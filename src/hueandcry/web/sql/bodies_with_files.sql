-- Question: of which bodies is any file landed?
-- Grain: one row per body that is one (not a table of many bodies).
-- Reads: files, bodies.
SELECT DISTINCT files.body FROM files JOIN bodies ON bodies.slug = files.body ORDER BY files.body
