-- Question: which files were landed, and what became of their rows?
-- Grain: one row per landing (a body and period of a file), one page of them; `found` = how many there are in all.
-- Reads: files. Params: dataset, body, hash (each '' = all; hash = beginning of a SHA-256), most, skip.
SELECT dataset, body, period, release, source, sha256, bytes, rows_read, rows_landed, rows_set_aside, superseded,
    count(*) OVER () AS found
FROM files
WHERE ($dataset = '' OR dataset = $dataset)
    AND ($body = '' OR body = $body)
    AND ($hash = '' OR starts_with(sha256, $hash))
ORDER BY dataset, body, period, release DESC, sha256
LIMIT $most OFFSET $skip
