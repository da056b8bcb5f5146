-- Question: which kinds does a scheme count?
-- Grain: one row per kind, in the order of their names.
-- Reads: kinds. Params: scheme.
SELECT code, name, name_cy FROM kinds WHERE scheme = $scheme ORDER BY name
