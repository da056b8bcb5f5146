-- Question: which file holds one body's month of a dataset?
-- Grain: one row, or none.
-- Reads: files, feeds. Params: dataset, body, period.
SELECT files.source, files.sha256, files.release, files.rows_landed, feeds.title, feeds.publisher, feeds.licence, feeds.address
FROM files LEFT JOIN feeds ON feeds.dataset = files.dataset
WHERE files.dataset = $dataset AND files.body = $body AND files.period = $period AND NOT files.superseded
LIMIT 1
