-- Question: of the crimes of a year, for how many was somebody charged within six months?
-- Grain: one row per body, kind of crime ('' = all) and calendar year of the crime. Each Crime ID counts once.
-- Reads: crime_years, which says which crimes can be followed so long.
SELECT body, kind AS part, year::VARCHAR AS period, make_date(year, 1, 1) AS begins, make_date(year, 12, 31) AS ends,
    charged AS numerator, crimes AS denominator,
    CASE WHEN crimes IS NULL THEN 'missing' WHEN months < 12 THEN 'partial' ELSE 'shown' END AS state,
    CASE WHEN crimes IS NULL THEN 'not-followed' WHEN months < 12 THEN 'partly-followed' ELSE '' END AS why,
    CASE WHEN doubt THEN 'month-in-doubt' ELSE '' END AS flag
FROM crime_years
WHERE within = 6
ORDER BY period, part, body
