-- Question: which tables does this build have so far, and is there anything in them?
-- Grain: one row per table.
-- Reads: the catalogue of the build.
SELECT table_name AS name, estimated_size > 0 AS filled FROM duckdb_tables() ORDER BY table_name
