-- Question: how many crimes of each kind were counted in one area, month by month?
-- Grain: one row per scheme, kind and month with a count; `at` = months from year 0.
-- Reads: counts. Params: area, since.
SELECT scheme, kind, (year(month) * 12 + month(month) - 1)::INTEGER AS at, n::BIGINT AS n
FROM counts WHERE area = $area AND month >= $since
