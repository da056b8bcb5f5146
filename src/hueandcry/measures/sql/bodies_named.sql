-- Question: what are bodies called, and of which kind are they?
-- Grain: one row per body.
-- Reads: bodies.
SELECT slug, name, nullif(name_cy, '') AS name_cy, kind FROM bodies ORDER BY slug
