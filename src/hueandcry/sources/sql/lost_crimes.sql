-- Check: every street row landed stands in crimes, and every crime is counted once for its force.
SELECT * FROM (
    SELECT
        (SELECT coalesce(sum(rows_landed), 0) FROM files WHERE dataset = 'street' AND NOT superseded) AS landed,
        (SELECT count(*) FROM crimes) AS crimes,
        (SELECT coalesce(sum(n), 0) FROM counts JOIN areas ON areas.code = counts.area
            WHERE scheme = 'street' AND level = 'force') AS counted
)
WHERE landed <> crimes OR crimes <> counted
