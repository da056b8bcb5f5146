-- Question: how was one area judged, for one kind or every kind, month by month?
-- Grain: one row per scheme, kind and month; `at` = months from year 0.
-- Reads: rises. Params: area, scheme and kind (empty = all).
SELECT scheme, kind, (year(month) * 12 + month(month) - 1)::INTEGER AS at, expected, lower, upper_usual, upper,
    p_value, q_value, verdict, why, why_cy, since, "over" AS ended, years
FROM rises WHERE area = $area AND ($scheme = '' OR scheme = $scheme) AND ($kind = '' OR kind = $kind)
ORDER BY scheme, kind, month
