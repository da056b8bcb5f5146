-- Question: which files was a measure made from?
-- Grain: one row per file and body and period of it. A table of many bodies (body = all) is always among them.
-- Reads: files. Params: reads (data sets; `tidy:<scheme>` for a scheme of tidy counts), body.
SELECT source AS name, sha256, release, dataset, body, period
FROM files
WHERE NOT superseded
    AND (list_contains($reads, dataset) OR (dataset = 'tidy_counts' AND list_contains($reads, 'tidy:' || split_part(period, ':', 1))))
    AND ($body::VARCHAR IS NULL OR body IN ('all', $body) OR dataset = 'tidy_counts')
ORDER BY dataset, body, period, source
