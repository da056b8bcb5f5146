-- Question: how many series got which verdict in a month?
-- Grain: one row per verdict.
-- Reads: rises. Params: month, force and kind (empty = all).
SELECT verdict, count(*) AS series
FROM rises
WHERE month = $month AND ($force = '' OR force = $force) AND ($kind = '' OR kind = $kind)
GROUP BY verdict
