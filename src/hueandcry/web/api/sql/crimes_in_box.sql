-- Question: which crimes of a month were placed inside a box?
-- Grain: one row per crime.
-- Reads: crimes.
-- Params: month, south, north, west, east, kinds (NULL = every kind).
SELECT rowid AS row, lat, lng
FROM crimes
WHERE month = $month
    AND lat BETWEEN $south AND $north
    AND lng BETWEEN $west AND $east
    AND ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
