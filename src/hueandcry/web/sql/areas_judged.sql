-- Question: how many kinds of some areas got which verdict, in the months asked for?
-- Grain: one row per area, month, scheme and verdict.
-- Reads: rises. Params: areas, first and last (the least and the greatest of their codes: only these rows are read), months.
SELECT area, scheme, month, verdict, count(*) AS series
FROM rises
WHERE area BETWEEN $first AND $last AND list_contains($areas::VARCHAR[], area) AND list_contains($months::DATE[], month)
GROUP BY ALL
