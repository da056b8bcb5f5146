-- Question: which kinds are there, in any scheme?
-- Grain: one row per scheme and kind.
-- Reads: kinds.
SELECT scheme, code, name, name_cy FROM kinds ORDER BY scheme, code
