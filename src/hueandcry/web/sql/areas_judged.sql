-- Question: how many kinds of some areas got which verdict in a month of their own?
-- Grain: one row per area, month, scheme and verdict.
-- Reads: rises. Params: areas, months.
SELECT area, scheme, month, verdict, count(*) AS series
FROM rises
WHERE list_contains($areas::VARCHAR[], area) AND list_contains($months::DATE[], month)
GROUP BY ALL
