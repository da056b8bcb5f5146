-- Question: what was published of fraud and of kinds that happen mostly online in one area, year by year?
-- Grain: one row per scheme, kind and calendar year. `months` were counted; of these, in `elsewhere` months the crime was
--   recorded elsewhere, so that what stands here is no count of it; `n` is the count of the other months.
-- Reads: counts, kinds, areas, breaks.
-- What measures tell kind by kind (see pages.profile.BY_KIND) and what the dashboard tells is not told twice.
-- Params: $area.
WITH told AS (
    SELECT counts.scheme, counts.kind, counts.month, counts.n,
        EXISTS (
            SELECT 1 FROM breaks
            WHERE breaks.effect = 'elsewhere'
                AND breaks.scheme IN ('', counts.scheme)
                AND breaks.body IN ('', areas.force)
                AND breaks.area IN ('', counts.area)
                AND (len(breaks.kinds) = 0 OR list_contains(breaks.kinds, counts.kind))
                AND counts.month BETWEEN breaks.first AND coalesce(breaks.last, DATE '9999-12-31')
        ) AS elsewhere
    FROM counts
    JOIN areas ON areas.code = counts.area
    WHERE counts.area = $area AND counts.scheme NOT IN ('online-flagged', 'prevention-disruption', 'referrals')
)
SELECT told.scheme, told.kind, kinds.name, kinds.name_cy, year(told.month) AS year,
    sum(told.n) FILTER (WHERE NOT told.elsewhere) AS n,
    count(*) AS months,
    count(*) FILTER (WHERE told.elsewhere) AS elsewhere
FROM told
JOIN kinds ON kinds.scheme = told.scheme AND kinds.code = told.kind AND kinds.online
GROUP BY ALL
ORDER BY told.scheme, kinds.name, year
