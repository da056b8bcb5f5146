-- Question: of the crimes of a year for which somebody was charged, how many came to a result in court within twelve months?
-- Grain: one row per body, kind of crime ('' = all) and calendar year of the crime. Each Crime ID counts once.
-- Reads: crime_results, crime_months, coverage, measure_flows, bodies.
-- Only crimes of months after which the outcomes of 12 whole months were published, too, and all of them before results
-- of courts stop: with the body's own last one, and never after May 2019 (the invented county goes on giving them).
WITH courts AS (
    SELECT DISTINCT body, CASE WHEN bodies.kind = 'invented' THEN courts_until ELSE least(courts_until, DATE '2019-05-01') END AS until
    FROM measure_flows JOIN bodies ON bodies.slug = measure_flows.body
    WHERE courts_until IS NOT NULL
),
months AS (
    SELECT crime_months.body, month, published AND followed > 12 AS followed,
        published AND followed > 12 AND coalesce(month + INTERVAL 12 MONTH <= courts.until, false) AS usable,
        doubt OR EXISTS (
            FROM coverage AS told
            WHERE told.body = crime_months.body AND told.dataset = 'outcomes' AND told.state = 'suspect'
                AND told.month BETWEEN crime_months.month AND crime_months.month + INTERVAL 12 MONTH
        ) AS doubt
    FROM crime_months LEFT JOIN courts ON courts.body = crime_months.body
),
years AS (
    SELECT body, year(month) AS year, count(*) FILTER (usable) AS months, bool_or(followed) AS followed,
        bool_or(doubt AND usable) AS doubt
    FROM months GROUP BY ALL
),
counted AS (
    SELECT crime_results.body, kind, year(crime_results.month) AS year, sum(crimes) AS crimes,
        coalesce(sum(crimes) FILTER (court_after <= 12), 0) AS n
    FROM crime_results
    JOIN months ON months.body = crime_results.body AND months.month = crime_results.month
    WHERE usable AND charged_after <= 6
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
    CASE WHEN found.crimes IS NULL AND years.followed THEN 'courts-not-published'
        WHEN found.crimes IS NULL THEN 'not-followed' WHEN months < 12 THEN 'partly-followed' ELSE '' END AS why,
    CASE WHEN doubt THEN 'month-in-doubt' ELSE '' END AS flag
FROM years LEFT JOIN found ON found.body = years.body AND found.year = years.year
ORDER BY period, part, body
