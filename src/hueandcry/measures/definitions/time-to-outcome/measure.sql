-- Question: of the crimes of a year, after how many months had half of them a first outcome?
-- Grain: one row per body, kind of crime ('' = all) and calendar year of the crime. Each Crime ID counts once.
-- Reads: crime_years, which says which crimes can be followed so long; crime_results, crime_months.
-- A crime without an outcome after six months took longer (99). `numerator` is the median, `lower` and `upper` the months
-- at the ranks n / 2 -+ 0.98 root n, between which the median of what might have been lies in 95 of 100 cases. A limit
-- beyond six months is not known.
WITH waits AS (
    SELECT body, year(month) AS year, coalesce(kind, '') AS kind, CASE WHEN outcome_after <= 6 THEN outcome_after ELSE 99 END AS after,
        sum(crimes) AS n
    FROM crime_results JOIN crime_months USING (body, month)
    WHERE published AND followed > 6
    GROUP BY GROUPING SETS ((body, year(month), kind, after), (body, year(month), after))
),
added AS (
    SELECT body, year, kind, after, sum(n) OVER (PARTITION BY body, year, kind ORDER BY after) AS until,
        sum(n) OVER (PARTITION BY body, year, kind) AS total
    FROM waits
),
ranked AS (
    SELECT body, year, kind,
        min(after) FILTER (until >= total / 2.0) AS median,
        min(after) FILTER (until >= greatest(floor(total / 2.0 - 0.98 * sqrt(total)), 1)) AS lower,
        min(after) FILTER (until >= least(ceil(total / 2.0 + 0.98 * sqrt(total)) + 1, total)) AS upper
    FROM added GROUP BY ALL
)
SELECT body, kind AS part, year::VARCHAR AS period, make_date(year, 1, 1) AS begins, make_date(year, 12, 31) AS ends,
    CASE WHEN median <= 6 THEN median END AS numerator, crimes AS denominator,
    CASE WHEN crimes IS NULL THEN 'missing' WHEN median > 6 THEN 'hidden' WHEN months < 12 THEN 'partial' ELSE 'shown' END AS state,
    CASE WHEN crimes IS NULL THEN 'not-followed' WHEN median > 6 THEN 'longer-than-followed'
        WHEN months < 12 THEN 'partly-followed' ELSE '' END AS why,
    CASE WHEN doubt THEN 'month-in-doubt' ELSE '' END AS flag,
    CASE WHEN lower <= 6 THEN lower END AS lower,
    CASE WHEN upper <= 6 THEN upper END AS upper
FROM crime_years LEFT JOIN ranked USING (body, year, kind)
WHERE within = 6
ORDER BY period, part, body
