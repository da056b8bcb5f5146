-- Check: every crime with an id is followed once.
SELECT * FROM (
    SELECT (SELECT count(DISTINCT crime_id) FROM crimes) AS ids, (SELECT coalesce(sum(crimes), 0) FROM crime_results) AS followed
)
WHERE ids <> followed
