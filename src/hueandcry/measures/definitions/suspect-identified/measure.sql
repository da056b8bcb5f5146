-- Question: of the crimes of a year, to how many was a suspect named within six months?
-- Grain: one row per body, kind of crime ('' = all) and calendar year of the crime. Each Crime ID counts once.
-- Reads: crime_results, crime_months, coverage.
-- Only crimes of months after which the outcomes of 6 whole months were published, too. A crime without an id cannot be
-- followed and is left out. A year of which no month can be followed has one row, which says so.
WITH months AS (
    SELECT body, month, published AND followed > 6 AS followed,
        doubt OR EXISTS (
            FROM coverage AS told
            WHERE told.body = crime_months.body AND told.dataset = 'outcomes' AND told.state = 'suspect'
                AND told.month BETWEEN crime_months.month AND crime_months.month + INTERVAL 6 MONTH
        ) AS doubt
    FROM crime_months
),
years AS (
    SELECT body, year(month) AS year, count(*) FILTER (followed) AS months, bool_or(doubt AND followed) AS doubt
    FROM months GROUP BY ALL
),
counted AS (
    SELECT crime_results.body, kind, year(crime_results.month) AS year, sum(crimes) AS crimes,
        coalesce(sum(crimes) FILTER (suspect_after <= 6), 0) AS n
    FROM crime_results
    JOIN months ON months.body = crime_results.body AND months.month = crime_results.month
    WHERE followed
    GROUP BY ALL
),
found AS (
    SELECT body, kind AS part, year, crimes, n FROM counted
    UNION ALL
    SELECT body, '', year, sum(crimes), sum(n) FROM counted GROUP BY body, year
)
SELECT years.body, coalesce(found.part, '') AS part, years.year::VARCHAR AS period,
    make_date(years.year::INTEGER, 1, 1) AS begins, make_date(years.year::INTEGER, 12, 31) AS ends,
    found.n AS numerator, found.crimes AS denominator,
    CASE WHEN found.crimes IS NULL THEN 'missing' WHEN months < 12 THEN 'partial' ELSE 'shown' END AS state,
    CASE WHEN found.crimes IS NULL THEN 'not-followed' WHEN months < 12 THEN 'partly-followed' ELSE '' END AS why,
    CASE WHEN doubt THEN 'month-in-doubt' ELSE '' END AS flag
FROM years LEFT JOIN found ON found.body = years.body AND found.year = years.year
ORDER BY period, part, body
