-- Question: of the crimes of a year, for how many was somebody charged, and how many came to a result in court?
-- Grain: one row per body, calendar year of the crime and kind ('' = all together).
-- Reads: crime_results, crime_months, measure_flows, bodies.
-- A charge within six months, a result within twelve. Only crimes of months after which the outcomes of 12 whole months
-- were published, too, and all of them before results of courts stop: with the body's own last one, and never after May
-- 2019 (the invented county goes on giving them). `followed`: could any month be, courts apart? A year without such
-- months has one row, without numbers. `doubt`: one of the files that were followed holds less than it should.
WITH courts AS (
    SELECT DISTINCT body, CASE WHEN bodies.kind = 'invented' THEN courts_until ELSE least(courts_until, DATE '2019-05-01') END AS until
    FROM measure_flows JOIN bodies ON bodies.slug = measure_flows.body
    WHERE courts_until IS NOT NULL
),
months AS (
    SELECT body, month, published AND followed > 12 AS followed, doubt OR coalesce(doubt_after <= 12, false) AS doubt,
        published AND followed > 12 AND coalesce(month + INTERVAL 12 MONTH <= courts.until, false) AS usable
    FROM crime_months LEFT JOIN courts USING (body)
),
years AS (
    SELECT body, year(month) AS year, count(*) FILTER (usable) AS months, bool_or(followed) AS followed,
        bool_or(usable AND doubt) AS doubt
    FROM months GROUP BY ALL
),
counted AS (
    SELECT body, year(month) AS year, kind, sum(crimes) AS crimes,
        coalesce(sum(crimes) FILTER (court_after <= 12), 0) AS with_result,
        coalesce(sum(crimes) FILTER (charged_after <= 6), 0) AS charged,
        coalesce(sum(crimes) FILTER (charged_after <= 6 AND court_after <= 12), 0) AS charged_with_result
    FROM crime_results JOIN months USING (body, month)
    WHERE usable
    GROUP BY GROUPING SETS ((body, year(month), kind), (body, year(month)))
)
SELECT body, years.year::INTEGER AS year, coalesce(kind, '') AS kind, years.months::INTEGER AS months, years.followed,
    years.doubt, crimes::BIGINT AS crimes, with_result::BIGINT AS with_result, charged::BIGINT AS charged,
    charged_with_result::BIGINT AS charged_with_result
FROM years LEFT JOIN counted USING (body, year)
ORDER BY ALL
