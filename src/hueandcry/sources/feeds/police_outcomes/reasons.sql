-- Question: what is wrong with the rows of an outcomes file that cannot be believed?
-- Grain: as judged: one row per record of the file, in its order.
-- Reads: judged (what select.sql gives).
-- Gives: the columns landed, then fault (every reason; NULL = good) and raw_text (only of a faulty row).
SELECT
    judged.* EXCLUDE (good, found),
    CASE WHEN good THEN NULL ELSE concat_ws('; ',
        CASE WHEN crime_id IS NULL OR NOT regexp_full_match(crime_id, '[0-9a-f]{64}')
            THEN 'Crime ID is not 64 hexadecimal digits' END,
        CASE WHEN month IS NULL THEN 'Month "' || coalesce(found."Month", '') || '" is not YYYY-MM of 1950 to 2099' END,
        CASE WHEN reported_by IS NULL THEN 'Reported by "' || coalesce(found."Reported by", '')
            || '" is not a body we know; add a reviewed alias' END,
        CASE WHEN falls_within IS NULL AND found."Falls within" IS NOT NULL THEN 'Falls within "'
            || found."Falls within" || '" is not a body we know; add a reviewed alias' END,
        CASE WHEN found."Longitude" IS NOT NULL AND NOT coalesce(lng BETWEEN -10 AND 4, false)
            THEN 'Longitude "' || found."Longitude" || '" is not between -10 and 4' END,
        CASE WHEN found."Latitude" IS NOT NULL AND NOT coalesce(lat BETWEEN 49 AND 62, false)
            THEN 'Latitude "' || found."Latitude" || '" is not between 49 and 62' END,
        CASE WHEN (found."Longitude" IS NULL) <> (found."Latitude" IS NULL)
            THEN 'Only one of Longitude and Latitude is given' END,
        CASE WHEN NOT regexp_full_match(lsoa, '[EW]01[0-9]{6}|S01[0-9]{6}|95[A-Z0-9]{6}|N2[0-9]{7}')
            THEN 'LSOA code "' || lsoa || '" is not a code' END,
        CASE WHEN lsoa IS NULL AND lsoa_name IS NOT NULL THEN 'LSOA name without a code' END,
        CASE WHEN outcome IS NULL THEN 'Outcome type is empty' END,
        CASE WHEN length(location) > 500 THEN 'Location is longer than 500 characters' END
    ) END AS fault,
    CASE WHEN good THEN NULL ELSE concat_ws(',',
        coalesce(found."Crime ID", ''), coalesce(found."Month", ''), coalesce(found."Reported by", ''),
        coalesce(found."Falls within", ''), coalesce(found."Longitude", ''), coalesce(found."Latitude", ''),
        coalesce(found."Location", ''), coalesce(found."LSOA code", ''), coalesce(found."LSOA name", ''),
        coalesce(found."Outcome type", '')
    ) END AS raw_text
FROM judged
