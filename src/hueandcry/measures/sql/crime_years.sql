-- Question: of the crimes of a year, how far had how many come so many months later?
-- Grain: one row per body, calendar year of the crime, `within` (3 or 6 months) and kind ('' = all together).
-- Reads: crime_results, crime_months.
-- Only crimes of months after which the outcomes of so many whole months were published, too: `months` of the year. A
-- crime without an id cannot be followed and is left out. A year of which no month can be followed has one row, without
-- numbers. `doubt`: one of the files that were followed holds less than it should.
WITH months AS (
    SELECT body, month, within, published AND followed > within AS followed,
        doubt OR coalesce(doubt_after <= within, false) AS doubt
    FROM crime_months CROSS JOIN (SELECT unnest([3, 6]) AS within)
),
years AS (
    SELECT body, year(month) AS year, within, count(*) FILTER (followed) AS months, bool_or(followed AND doubt) AS doubt
    FROM months GROUP BY ALL
),
counted AS (
    SELECT body, year(month) AS year, within, kind, sum(crimes) AS crimes,
        coalesce(sum(crimes) FILTER (outcome_after <= within), 0) AS with_outcome,
        coalesce(sum(crimes) FILTER (suspect_after <= within), 0) AS with_suspect,
        coalesce(sum(crimes) FILTER (charged_after <= within), 0) AS charged
    FROM crime_results JOIN months USING (body, month)
    WHERE followed
    GROUP BY GROUPING SETS ((body, year(month), within, kind), (body, year(month), within))
)
SELECT body, years.year::INTEGER AS year, within::INTEGER AS within, coalesce(kind, '') AS kind,
    years.months::INTEGER AS months, years.doubt, crimes::BIGINT AS crimes, with_outcome::BIGINT AS with_outcome,
    with_suspect::BIGINT AS with_suspect, charged::BIGINT AS charged
FROM years LEFT JOIN counted USING (body, year, within)
ORDER BY ALL
