-- Question: which map point inside a box, of any month, lies nearest to a place?
-- Grain: one row, or none.
-- Reads: crimes.
-- Params: lat, lng, south, north, west, east, metres_north, metres_east (per degree, there).
SELECT lat, lng
FROM crimes
WHERE lat BETWEEN $south AND $north AND lng BETWEEN $west AND $east
GROUP BY lat, lng
ORDER BY ((lat - $lat) * $metres_north) ** 2 + ((lng - $lng) * $metres_east) ** 2, lat, lng
LIMIT 1
