-- Question: which build is this, and when was it made?
-- Grain: one row.
-- Reads: build_info.
SELECT
    max(value) FILTER (key = 'build') AS build,
    max(value) FILTER (key = 'built_at') AS built_at
FROM build_info
