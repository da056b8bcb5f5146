-- Question: which small areas do the crime files name, under which name, and from when to when?
-- Grain: one row per LSOA code.
-- Reads: crimes.
SELECT
    lsoa AS code,
    arg_max(lsoa_name, month) AS name,
    min(month) AS first_seen,
    max(month) AS last_seen,
    count(DISTINCT month) AS months_seen,
    mode(body) AS mostly
FROM crimes
WHERE lsoa IS NOT NULL AND lsoa_name IS NOT NULL
GROUP BY lsoa
