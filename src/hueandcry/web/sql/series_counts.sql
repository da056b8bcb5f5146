-- Question: how many crimes were counted in one area, of one kind or of every kind, month by month?
-- Grain: one row per scheme, kind and month with a count; `at` = months from year 0.
-- Reads: counts. Params: area, scheme and kind (empty = all).
SELECT scheme, kind, (year(month) * 12 + month(month) - 1)::INTEGER AS at, n::BIGINT AS n
FROM counts WHERE area = $area AND ($scheme = '' OR scheme = $scheme) AND ($kind = '' OR kind = $kind)
