-- Question: from which month does each force publish by the small areas of 2021?
-- Grain: one row per force that does. LSOAs numbered after the last of 2011 exist only since 2021.
-- Reads: crimes.
SELECT body AS force, min(month) AS since
FROM crimes
WHERE (lsoa BETWEEN 'E01033769' AND 'E01039999') OR (lsoa BETWEEN 'W01001959' AND 'W01009999')
GROUP BY body
