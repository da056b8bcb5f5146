-- Question: which outcomes did one body publish for one month?
-- Grain: one row per row published; the month is that of the outcome, and a crime may have several.
-- Reads: outcomes, areas. Params: body, month.
SELECT outcomes.crime_id, strftime(outcomes.month, '%Y-%m') AS month, outcomes.body, outcomes.lng AS longitude,
    outcomes.lat AS latitude, outcomes.location, outcomes.lsoa AS lsoa_code, areas.name AS lsoa_name, outcomes.outcome
FROM outcomes LEFT JOIN areas ON areas.code = outcomes.lsoa
WHERE outcomes.month = $month AND outcomes.body = $body
