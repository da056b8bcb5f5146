-- Question: where does a series stop meaning what it meant?
-- Grain: one row per reviewed break. Empty scheme, body, area or kinds = all.
-- Reads: breaks.
SELECT id, scheme, body, area, kinds, first, last, effect, title, title_cy, why, why_cy, source, verified, verified_cy
FROM breaks ORDER BY first, id
