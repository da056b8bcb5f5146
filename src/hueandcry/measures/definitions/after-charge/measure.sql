-- Question: of the crimes of a year for which somebody was charged, how many came to a result in court within twelve months?
-- Grain: one row per body, kind of crime with a charge ('' = all) and calendar year of the crime. Each Crime ID counts once.
-- Reads: court_years, which says which crimes can be followed to court.
SELECT body, kind AS part, year::VARCHAR AS period, make_date(year, 1, 1) AS begins, make_date(year, 12, 31) AS ends,
    charged_with_result AS numerator, charged AS denominator,
    CASE WHEN charged IS NULL OR charged = 0 THEN 'missing' WHEN months < 12 THEN 'partial' ELSE 'shown' END AS state,
    CASE WHEN charged = 0 THEN 'nobody-charged' WHEN charged IS NULL AND followed THEN 'courts-not-published'
        WHEN charged IS NULL THEN 'not-followed' WHEN months < 12 THEN 'partly-followed' ELSE '' END AS why,
    CASE WHEN doubt THEN 'month-in-doubt' ELSE '' END AS flag
FROM court_years
WHERE kind = '' OR charged > 0
ORDER BY period, part, body
