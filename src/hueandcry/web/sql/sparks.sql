-- Question: how many crimes were counted lately in some series?
-- Grain: one row per series and month with a count; `at` = months from year 0.
-- Reads: counts. Params: schemes, areas, kinds (of the same length: one series each), since.
SELECT counts.scheme, counts.area, counts.kind, (year(month) * 12 + month(month) - 1)::INTEGER AS at, n::BIGINT AS n
FROM counts
JOIN (
    SELECT unnest($schemes::VARCHAR[]) AS scheme, unnest($areas::VARCHAR[]) AS area, unnest($kinds::VARCHAR[]) AS kind
) AS wanted ON wanted.scheme = counts.scheme AND wanted.area = counts.area AND wanted.kind = counts.kind
WHERE month >= $since
