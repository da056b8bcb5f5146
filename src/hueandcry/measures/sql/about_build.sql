-- Question: what is known about this build?
-- Grain: one row per key.
-- Reads: build_info.
SELECT key, value FROM build_info
