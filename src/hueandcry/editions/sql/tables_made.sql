-- Question: which tables does this build have? (one made by an earlier version of the software has fewer)
-- Grain: one row per table.
-- Reads: information_schema.tables.
SELECT table_name AS name FROM information_schema.tables ORDER BY ALL
