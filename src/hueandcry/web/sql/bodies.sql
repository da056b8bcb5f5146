-- Question: which bodies are known, and how are they reached?
-- Grain: one row per body.
-- Reads: bodies.
SELECT slug, area_code, name, name_cy, kind, country, website, advice, non_emergency FROM bodies ORDER BY slug
