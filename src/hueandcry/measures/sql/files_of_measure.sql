-- Question: which files was a measure made from?
-- Grain: one row per file; the periods it holds are told as a span, of several bodies as `all`. A table of many bodies is
-- always among them. A wave of a survey is named with the hash of its published estimates.
-- Reads: files, survey_waves. Params: reads (data sets; `tidy:<scheme>` for a scheme of tidy counts, `survey`), body.
SELECT source AS name, sha256, max(release) AS release, dataset,
    CASE WHEN min(body) = max(body) THEN min(body) ELSE 'all' END AS body,
    CASE WHEN min(period) = max(period) THEN min(period) ELSE min(period) || ' to ' || max(period) END AS period
FROM files
WHERE NOT superseded
    AND (list_contains($reads, dataset)
        OR (dataset = 'tidy_counts' AND list_contains($reads, 'tidy:' || split_part(period, ':', 1))))
    AND ($body::VARCHAR IS NULL OR body IN ('all', $body) OR dataset = 'tidy_counts')
GROUP BY source, sha256, dataset
UNION ALL
SELECT survey || ', ' || wave, sha256, strftime(published_at, '%Y-%m-%d'), 'survey', 'all', wave
FROM survey_waves
WHERE list_contains($reads, 'survey')
ORDER BY dataset, body, period, name
