-- Question: which tables and columns does the build hold?
-- Grain: one row per column, in the order of the table; `held` = how many rows the table has.
-- Reads: duckdb_columns, duckdb_tables (the engine's own lists).
SELECT columns.table_name, columns.column_name, lower(columns.data_type) AS data_type, tables.estimated_size AS held
FROM duckdb_columns() AS columns
JOIN duckdb_tables() AS tables ON tables.table_oid = columns.table_oid AND NOT tables.internal
WHERE NOT columns.internal
ORDER BY columns.table_name, columns.column_index
