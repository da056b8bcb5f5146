-- Question: which kinds does each force count in a scheme, and since when?
-- Grain: one row per force and kind. A kind that a force never counted has no series there: its absence is no zero.
-- Reads: counts, areas. Params: scheme.
WITH by_area AS (
    SELECT area, kind, min(month) AS first FROM counts WHERE scheme = $scheme GROUP BY area, kind
)
SELECT areas.force, by_area.kind, min(by_area.first) AS first
FROM by_area JOIN areas ON areas.code = by_area.area
GROUP BY areas.force, by_area.kind
ORDER BY areas.force, by_area.kind
