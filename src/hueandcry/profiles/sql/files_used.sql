-- Question: from which files were the figures of these datasets and bodies read?
-- Grain: one row per source file and dataset; of tidy counts `tidy:<scheme>`.
-- Reads: files.
-- Params: $datasets, $bodies.
SELECT source, sha256, max(release) AS release,
    CASE WHEN dataset = 'tidy_counts' THEN 'tidy:' || split_part(period, ':', 1) ELSE dataset END AS told_as
FROM files
WHERE NOT superseded AND rows_landed > 0
    AND list_contains($datasets, dataset) AND list_contains($bodies, body)
GROUP BY source, sha256, told_as
ORDER BY release DESC, source, told_as
