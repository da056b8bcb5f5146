-- Question: from which files were the figures of these datasets and bodies read?
-- Grain: one row per source file.
-- Reads: files.
-- Params: $datasets, $bodies.
SELECT source, sha256, max(release) AS release, max(landed_at) AS landed_at
FROM files
WHERE NOT superseded AND rows_landed > 0
    AND list_contains($datasets, dataset) AND list_contains($bodies, body)
GROUP BY source, sha256
ORDER BY release DESC, source
