-- Question: in which force and district do the crimes of a map point fall?
-- Grain: one row, the most frequent small area, or none.
-- Reads: crimes, areas.
-- Params: lat, lng.
SELECT areas.force, areas.parent AS district
FROM crimes
JOIN areas ON areas.code = crimes.lsoa AND areas.level = 'lsoa'
WHERE crimes.lat = $lat AND crimes.lng = $lng AND areas.force IS NOT NULL AND areas.parent IS NOT NULL
GROUP BY ALL
ORDER BY count(*) DESC, district
LIMIT 1
