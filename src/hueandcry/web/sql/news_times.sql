-- Question: when did the file arrive in which a month of a scheme last came?
-- Grain: one row per dataset, body and file that counts: the months it covers, and when it was landed.
-- Reads: files.
SELECT dataset, body, left(regexp_replace(period, '^.*:', ''), 7) AS first, right(period, 7) AS last, landed_at
FROM files
WHERE NOT superseded AND regexp_full_match(right(period, 7), '[0-9]{4}-[0-9]{2}')
