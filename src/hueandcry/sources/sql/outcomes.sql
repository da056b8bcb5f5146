-- Question: which outcomes were published for which crimes, and when?
-- Grain: one row per row published; a crime may have several. The month is that of the outcome.
-- Reads: landed_outcomes.
SELECT crime_id, month, body, outcome, lng, lat, location, lsoa
FROM landed_outcomes
ORDER BY crime_id, month
