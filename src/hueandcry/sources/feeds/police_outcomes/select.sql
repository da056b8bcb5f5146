-- Question: which rows of an outcomes file can be believed, and what is wrong with the others?
-- Grain: one row per record of the file, in its order. The month is that of the outcome, not of the crime.
-- Reads: raw (the file, every column text); types body_name (the names we know).
-- Good rows, nearly all, are known by the first test alone; the reasons are spelt out only for the others.
-- Gives: the columns landed, then fault (NULL = good) and raw_text (only of a faulty row).
SELECT
    judged.* EXCLUDE (reporter_text, within_text, month_text, lng_text, lat_text),
    CASE WHEN fault IS NOT NULL THEN concat_ws(',', coalesce(crime_id, ''), coalesce(month_text, ''),
        coalesce(reporter_text, ''), coalesce(within_text, ''), coalesce(lng_text, ''), coalesce(lat_text, ''),
        coalesce(location, ''), coalesce(lsoa, ''), coalesce(lsoa_name, ''), coalesce(outcome, '')) END AS raw_text
FROM (
    SELECT
        typed.*,
        CASE WHEN regexp_full_match(crime_id, '[0-9a-f]{64}')
            AND month IS NOT NULL AND reported_by IS NOT NULL AND (falls_within IS NOT NULL OR within_text IS NULL)
            AND ((lng BETWEEN -10 AND 4 AND lat BETWEEN 49 AND 62) OR (lng_text IS NULL AND lat_text IS NULL))
            AND (lsoa_name IS NULL OR lsoa IS NOT NULL)
            AND (lsoa IS NULL OR regexp_full_match(lsoa, '[EW]01[0-9]{6}'))
            AND outcome IS NOT NULL AND coalesce(length(location), 0) <= 500
        THEN NULL
        ELSE nullif(concat_ws('; ',
            CASE WHEN crime_id IS NULL OR NOT regexp_full_match(crime_id, '[0-9a-f]{64}')
                THEN 'Crime ID is not 64 hexadecimal digits' END,
            CASE WHEN month IS NULL THEN 'Month "' || coalesce(month_text, '') || '" is not YYYY-MM' END,
            CASE WHEN reported_by IS NULL THEN 'Reported by "' || coalesce(reporter_text, '')
                || '" is not a body we know; add a reviewed alias' END,
            CASE WHEN within_text IS NOT NULL AND falls_within IS NULL THEN 'Falls within "' || within_text
                || '" is not a body we know; add a reviewed alias' END,
            CASE WHEN lng_text IS NOT NULL AND NOT coalesce(lng BETWEEN -10 AND 4, false)
                THEN 'Longitude "' || lng_text || '" is not between -10 and 4' END,
            CASE WHEN lat_text IS NOT NULL AND NOT coalesce(lat BETWEEN 49 AND 62, false)
                THEN 'Latitude "' || lat_text || '" is not between 49 and 62' END,
            CASE WHEN (lng_text IS NULL) <> (lat_text IS NULL) THEN 'Only one of Longitude and Latitude is given' END,
            CASE WHEN lsoa IS NOT NULL AND NOT regexp_full_match(lsoa, '[EW]01[0-9]{6}|S01[0-9]{6}|95[A-Z0-9]{6}|N2[0-9]{7}')
                THEN 'LSOA code "' || lsoa || '" is not a code' END,
            CASE WHEN lsoa IS NULL AND lsoa_name IS NOT NULL THEN 'LSOA name without a code' END,
            CASE WHEN outcome IS NULL THEN 'Outcome type is empty' END,
            CASE WHEN length(location) > 500 THEN 'Location is longer than 500 characters' END
        ), '') END AS fault
    FROM (
        SELECT
            raw."Crime ID" AS crime_id,
            CASE WHEN length(raw."Month") = 7 THEN try_cast(raw."Month" || '-01' AS DATE) END AS month,
            try_cast(raw."Reported by" AS body_name) AS reported_by,
            try_cast(raw."Falls within" AS body_name) AS falls_within,
            try_cast(raw."Longitude" AS DOUBLE) AS lng,
            try_cast(raw."Latitude" AS DOUBLE) AS lat,
            raw."Location" AS location,
            raw."LSOA code" AS lsoa,
            raw."LSOA name" AS lsoa_name,
            raw."Outcome type" AS outcome,
            raw."Reported by" AS reporter_text,
            raw."Falls within" AS within_text,
            raw."Month" AS month_text,
            raw."Longitude" AS lng_text,
            raw."Latitude" AS lat_text
        FROM raw
    ) AS typed
) AS judged
