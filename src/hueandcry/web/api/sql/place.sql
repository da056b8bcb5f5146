-- Question: where lies the map point of this id?
-- Grain: one row, or none where no crime was ever placed on it.
-- Reads: crimes.
-- Params: place.
SELECT lat, lng FROM crimes WHERE place_id = $place ORDER BY month DESC LIMIT 1
