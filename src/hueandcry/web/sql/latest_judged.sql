-- Question: which month was judged last, and how many series got which verdict, of each scheme and force?
-- Grain: one row per scheme, force, month and verdict.
-- Reads: judged.
SELECT scheme, force, month, verdict, sum(series)::BIGINT AS series FROM judged GROUP BY ALL ORDER BY ALL
