-- Question: which files were one body's figures of a dataset read from?
-- Grain: one row per file that counts, with the months it covers ("2025-11").
-- Reads: files. Params: dataset, body, scheme (tidy series name it in their period).
SELECT source, sha256, release, landed_at, left(regexp_replace(period, '^.*:', ''), 7) AS first, right(period, 7) AS last
FROM files
WHERE dataset = $dataset AND body = $body AND NOT superseded
    AND (NOT contains(period, ':') OR split_part(period, ':', 1) = $scheme)
ORDER BY first, source
