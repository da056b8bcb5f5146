-- Question: when was this build made?
-- Grain: one row; `at` is written as ISO 8601.
-- Reads: build_info.
SELECT value AS at FROM build_info WHERE key = 'built_at'
