-- Question: how were some kinds judged in one area, month by month?
-- Grain: one row per scheme, kind and month; `at` = months from year 0.
-- Reads: rises. Params: area, kinds, since.
SELECT scheme, kind, (year(month) * 12 + month(month) - 1)::INTEGER AS at, lower, upper_usual, verdict
FROM rises WHERE area = $area AND list_contains($kinds::VARCHAR[], kind) AND month >= $since
ORDER BY scheme, kind, month
