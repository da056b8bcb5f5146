-- Question: which bodies are there, and of what kind?
-- Grain: one row per body.
-- Reads: bodies.
SELECT slug, kind, country FROM bodies
