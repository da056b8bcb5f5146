-- Question: where does a series stop meaning what it meant?
-- Grain: one row per reviewed break. Empty scheme, body, area or kinds = all.
-- Reads: breaks.
SELECT id, scheme, body, area, kinds, first, last, effect, title, why, source, verified FROM breaks ORDER BY first, id
