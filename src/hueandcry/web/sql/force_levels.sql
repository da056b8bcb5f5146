-- Question: how many offences did one body record in the latest twelve months published, and in the twelve before?
-- Grain: one row per offence. A correction (a total below zero) is no level and is left out.
-- Reads: recorded_rolling. Params: body.
WITH own AS (
    SELECT twelve_months_ending AS ending, offence, total FROM recorded_rolling WHERE body = $body AND NOT correction
),
latest AS (
    SELECT max(ending) AS ending FROM own
)
SELECT now.ending, now.offence, now.total, before.total AS total_before
FROM own AS now
JOIN latest ON now.ending = latest.ending
LEFT JOIN own AS before ON before.offence = now.offence AND before.ending = (latest.ending - INTERVAL 1 YEAR)::DATE
ORDER BY now.offence
