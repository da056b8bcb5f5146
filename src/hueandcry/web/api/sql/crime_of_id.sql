-- Question: which crime bears this Crime ID?
-- Grain: one row, the earliest, or none. A Crime ID is not unique.
-- Reads: crimes.
-- Params: crime_id.
SELECT rowid AS row, body, lat, lng FROM crimes WHERE crime_id = $crime_id ORDER BY month, id
LIMIT 1
