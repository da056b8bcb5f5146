-- Question: at which levels does each scheme count the places of a force?
-- Grain: one row per scheme, force and level.
-- Reads: counts, areas.
SELECT DISTINCT counts.scheme, areas.force, areas.level
FROM (SELECT DISTINCT scheme, area FROM counts) AS counts
JOIN areas ON areas.code = counts.area
