-- Question: which small areas of 2011 ended with the edition of 2021?
-- Grain: one row per LSOA code of any list loaded. `ended` is NULL where the list of 2021 is not loaded.
-- Reads: landed_lsoa_names, landed_lsoa_lookup.
WITH listed AS (
    SELECT code, edition FROM landed_lsoa_names
    UNION ALL SELECT lsoa11, 2011 FROM landed_lsoa_lookup
    UNION ALL SELECT lsoa21, 2021 FROM landed_lsoa_lookup
)
SELECT
    code,
    CASE WHEN (SELECT count(*) FROM listed WHERE edition = 2021 AND code LIKE 'E%') > 0
        THEN NOT coalesce(bool_or(edition = 2021), false) END AS ended
FROM listed
GROUP BY code
