-- Question: which bodies are there, in both languages?
-- Grain: one row per body.
-- Reads: bodies.
SELECT slug, name, name_cy, kind, country FROM bodies ORDER BY name
