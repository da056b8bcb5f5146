-- Question: which files were the years of a table read from?
-- Grain: one row per file.
-- Reads: files, feeds.
-- Parameters: dataset, periods (a list; null = all).
SELECT files.dataset, files.source AS name, files.sha256, max(files.release) AS release,
    any_value(feeds.title) AS title, any_value(feeds.title_cy) AS title_cy,
    any_value(feeds.publisher) AS publisher, any_value(feeds.publisher_cy) AS publisher_cy,
    any_value(feeds.licence) AS licence, any_value(feeds.licence_cy) AS licence_cy
FROM files JOIN feeds ON feeds.dataset = files.dataset
WHERE files.dataset = $dataset AND NOT files.superseded AND files.rows_landed > 0
    AND ($periods IS NULL OR list_contains($periods, files.period))
GROUP BY files.dataset, files.source, files.sha256
ORDER BY ALL
