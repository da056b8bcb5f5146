-- Question: which outcomes of a month belong to crimes placed inside a box?
-- Grain: one row per outcome. The month is that of the outcome, not of the crime.
-- Reads: outcomes.
-- Params: month, south, north, west, east.
SELECT rowid AS row, lat, lng
FROM outcomes
WHERE month = $month AND lat BETWEEN $south AND $north AND lng BETWEEN $west AND $east
