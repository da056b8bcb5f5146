-- Question: which crime at this map point bears this Crime ID?
-- Grain: one row, the earliest, or none. Far quicker than searching the whole country for the id.
-- Reads: crimes.
-- Params: crime_id, lat, lng.
SELECT rowid AS row, body, lat, lng
FROM crimes
WHERE lat = $lat AND lng = $lng AND crime_id = $crime_id
ORDER BY month, id
LIMIT 1
