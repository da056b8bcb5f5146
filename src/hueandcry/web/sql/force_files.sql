-- Question: which files were the tables on a force's page read from?
-- Grain: one row per file that counts.
-- Reads: files. Params: body, since (first month of outcomes shown, "2017-01").
SELECT DISTINCT dataset, source, sha256
FROM files
WHERE NOT superseded AND (
    (dataset = 'outcomes' AND body = $body AND period >= $since)
    OR dataset IN ('action_fraud', 'police_grant', 'recorded_rolling')
)
ORDER BY dataset, source
