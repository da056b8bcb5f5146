-- Question: which crimes and incidents did one body publish for one month?
-- Grain: one row per row published; identical rows are distinct crimes.
-- Reads: crimes, areas. Params: body, month.
SELECT crimes.crime_id, strftime(crimes.month, '%Y-%m') AS month, crimes.body, crimes.within, crimes.lng AS longitude,
    crimes.lat AS latitude, crimes.location, crimes.lsoa AS lsoa_code, areas.name AS lsoa_name, crimes.kind,
    crimes.outcome AS last_outcome, crimes.context
FROM crimes LEFT JOIN areas ON areas.code = crimes.lsoa
WHERE crimes.month = $month AND crimes.body = $body
