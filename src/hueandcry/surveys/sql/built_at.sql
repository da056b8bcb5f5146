-- Question: when was this build made?
-- Grain: one row
-- Reads: build_info
SELECT value
FROM build_info
WHERE key = 'built_at'
