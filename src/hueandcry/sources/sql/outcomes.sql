-- Question: which outcomes were published for which crimes, and when?
-- Grain: one row per row published; a crime may have several. The month is that of the outcome.
-- Reads: landed_outcomes, spellings (name, slug).
SELECT landed.crime_id, landed.month, spellings.slug AS body, landed.outcome, landed.lng, landed.lat,
    landed.location, landed.lsoa
FROM landed_outcomes AS landed
JOIN spellings ON spellings.name = landed.reported_by
ORDER BY crime_id, month
