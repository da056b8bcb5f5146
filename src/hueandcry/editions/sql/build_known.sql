-- Question: which build is this, and when was it made?
-- Grain: one row per key.
-- Reads: build_info.
SELECT key, value FROM build_info ORDER BY key
