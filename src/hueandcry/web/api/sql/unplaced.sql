-- Question: which crimes of a force and month could not be placed on the map?
-- Grain: one row per crime.
-- Reads: crimes.
-- Params: month, body, kinds (NULL = every kind).
SELECT rowid AS row
FROM crimes
WHERE month = $month
    AND body = $body
    AND lat IS NULL
    AND ($kinds::VARCHAR[] IS NULL OR list_contains($kinds::VARCHAR[], kind))
