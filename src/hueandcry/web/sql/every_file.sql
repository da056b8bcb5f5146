-- Question: what was landed, from which file, and does it still count?
-- Grain: one row per landing.
-- Reads: files.
SELECT dataset, body, period, release, source, sha256, bytes, rows_read, rows_landed, rows_set_aside, reader,
    reader_version, landed_at, superseded
FROM files ORDER BY dataset, body, period, release
