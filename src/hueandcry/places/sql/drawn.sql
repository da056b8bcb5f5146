-- Question: between which months was each small area drawn as it is now?
-- Grain: one row per LSOA that was redrawn between the editions of 2011 and 2021.
-- Reads: published_lsoas, lsoas, switches (force, since), lsoa_editions (code, edition).
-- Where the list of 2021 is not loaded, an area that was published in most months before its force's change and never
-- after it is taken to have ended.
SELECT
    lsoas.code,
    CASE WHEN (lsoas.code BETWEEN 'E01033769' AND 'E01039999') OR (lsoas.code BETWEEN 'W01001959' AND 'W01009999')
        THEN switches.since END AS begins,
    CASE
        WHEN lsoa_editions.ended THEN switches.since
        WHEN lsoa_editions.ended IS NULL AND lsoas.last_seen < switches.since
            AND lsoas.months_seen * 2 > date_diff('month', lsoas.first_seen, switches.since) THEN switches.since
    END AS ends
FROM lsoas
JOIN switches ON switches.force = lsoas.force
LEFT JOIN lsoa_editions ON lsoa_editions.code = lsoas.code
WHERE begins IS NOT NULL OR ends IS NOT NULL
