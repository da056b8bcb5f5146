-- Question: of the crimes of a year, after how many months had half of them a first outcome?
-- Grain: one row per body, kind of crime ('' = all) and calendar year of the crime. Each Crime ID counts once.
-- Reads: crime_results, crime_months, coverage.
-- Only crimes of months after which the outcomes of 6 whole months were published, too; one without an outcome by then
-- took longer (99). `numerator` is the median, `lower` and `upper` the months at the ranks n / 2 -+ 0.98 root n, between
-- which the median of what might have been lies in 95 of 100 cases. A limit beyond six months is not known.
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
    SELECT crime_results.body, kind, year(crime_results.month) AS year,
        CASE WHEN outcome_after <= 6 THEN outcome_after ELSE 99 END AS after, sum(crimes) AS n
    FROM crime_results
    JOIN months ON months.body = crime_results.body AND months.month = crime_results.month
    WHERE followed
    GROUP BY ALL
),
with_all AS (
    FROM counted
    UNION ALL
    SELECT body, '', year, after, sum(n) FROM counted GROUP BY ALL
),
added AS (
    SELECT body, kind AS part, year, after, sum(n) OVER (PARTITION BY body, kind, year ORDER BY after) AS until,
        sum(n) OVER (PARTITION BY body, kind, year) AS total
    FROM with_all
),
found AS (
    SELECT body, part, year, any_value(total) AS total,
        min(after) FILTER (until >= total / 2.0) AS median,
        min(after) FILTER (until >= greatest(floor(total / 2.0 - 0.98 * sqrt(total)), 1)) AS lower,
        min(after) FILTER (until >= least(ceil(total / 2.0 + 0.98 * sqrt(total)) + 1, total)) AS upper
    FROM added GROUP BY ALL
)
SELECT years.body, coalesce(found.part, '') AS part, years.year::VARCHAR AS period,
    make_date(years.year::INTEGER, 1, 1) AS begins, make_date(years.year::INTEGER, 12, 31) AS ends,
    CASE WHEN median <= 6 THEN median END AS numerator, total AS denominator,
    CASE WHEN total IS NULL THEN 'missing' WHEN median > 6 THEN 'hidden' WHEN months < 12 THEN 'partial' ELSE 'shown' END AS state,
    CASE WHEN total IS NULL THEN 'not-followed' WHEN median > 6 THEN 'longer-than-followed'
        WHEN months < 12 THEN 'partly-followed' ELSE '' END AS why,
    CASE WHEN doubt THEN 'month-in-doubt' ELSE '' END AS flag,
    CASE WHEN lower <= 6 THEN lower END AS lower,
    CASE WHEN upper <= 6 THEN upper END AS upper
FROM years LEFT JOIN found ON found.body = years.body AND found.year = years.year
ORDER BY period, part, body
