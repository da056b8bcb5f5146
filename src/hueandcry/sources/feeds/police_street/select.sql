-- Question: what do the columns of a street crime file say, and may each row be believed?
-- Grain: one row per record of the file, in its order.
-- Reads: raw (the file, every column text); types body_name and kind_name (the names we know).
-- Gives: the columns landed, then good (may it be believed?) and found (the row as the file has it).
SELECT
    typed.*,
    (crime_id IS NULL
        OR (strlen(crime_id) = 64 AND lower(crime_id) = crime_id AND TRY(unhex(crime_id)) IS NOT NULL))
        AND month IS NOT NULL
        AND reported_by IS NOT NULL
        AND (falls_within IS NOT NULL OR found."Falls within" IS NULL)
        AND ((lng BETWEEN -10 AND 4 AND lat BETWEEN 49 AND 62)
            OR (found."Longitude" IS NULL AND found."Latitude" IS NULL))
        AND (lsoa IS NOT NULL OR lsoa_name IS NULL)
        AND (lsoa IS NULL OR regexp_full_match(lsoa, '[EW]01[0-9]{6}|S01[0-9]{6}|95[A-Z0-9]{6}|N2[0-9]{7}'))
        AND crime_type IS NOT NULL
        AND (location IS NULL OR length(location) <= 500) AS good
FROM (
    SELECT
        raw."Crime ID" AS crime_id,
        CASE WHEN length(raw."Month") = 7 AND raw."Month" BETWEEN '1950' AND '2100' THEN try_cast(raw."Month" || '-01' AS DATE) END AS month,
        try_cast(raw."Reported by" AS body_name) AS reported_by,
        try_cast(raw."Falls within" AS body_name) AS falls_within,
        try_cast(raw."Longitude" AS DOUBLE) AS lng,
        try_cast(raw."Latitude" AS DOUBLE) AS lat,
        raw."Location" AS location,
        raw."LSOA code" AS lsoa,
        raw."LSOA name" AS lsoa_name,
        try_cast(raw."Crime type" AS kind_name) AS crime_type,
        raw."Last outcome category" AS outcome,
        raw."Context" AS context,
        raw AS found
    FROM raw
) AS typed
