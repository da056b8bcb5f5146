-- Question: how was each kind judged in one area, in the months asked for?
-- Grain: one row per scheme, kind and month.
-- Reads: rises. Params: area, months.
SELECT scheme, kind, month, expected, lower, upper_usual, upper, p_value, q_value, verdict, why, why_cy,
    since, "over" AS ended, years
FROM rises WHERE area = $area AND list_contains($months::DATE[], month)
