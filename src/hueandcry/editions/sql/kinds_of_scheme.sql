-- Question: which kinds does one way of counting have, in both languages?
-- Grain: one row per kind.
-- Reads: kinds.
-- Parameters: scheme.
SELECT code, name, name_cy FROM kinds WHERE scheme = $scheme ORDER BY name
