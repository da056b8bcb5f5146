-- Question: what was landed, from which file, and does it still count?
-- Grain: one row per landing.
-- Reads: landings (the manifest).
SELECT * FROM landings ORDER BY dataset, body, period, release
