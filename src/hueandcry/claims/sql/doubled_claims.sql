-- Check: one row per claim
-- Reads: claims.
SELECT id, count(*) AS n FROM claims GROUP BY id HAVING count(*) > 1
