-- Question: how many frauds did each body record in a financial year?
-- Grain: one row per body and financial year from 2002-03 on.
-- Reads: recorded_rolling, bodies.
-- Of the rolling totals only those of twelve months that end in March count: no month then counts twice. Forces recorded
-- fraud until recording moved to one national centre in the years to April 2013; the centre's first whole year is 2011-12.
-- From 2013-14 on England and Wales is the sum of the three national centres, before that of the forces (the build adds it).
WITH recorded AS (
    SELECT body, year(twelve_months_ending) AS ended, total
    FROM recorded_rolling
    WHERE offence IN ('Fraud offences', 'Action Fraud', 'CIFAS', 'UK Finance') AND month(twelve_months_ending) = 3
),
years AS (
    SELECT DISTINCT year(twelve_months_ending) AS ended FROM recorded_rolling WHERE month(twelve_months_ending) = 3
),
asked AS (
    SELECT met.body, years.ended, bodies.kind IN ('territorial', 'special') AS is_force
    FROM (SELECT DISTINCT body FROM recorded) AS met
    JOIN bodies ON bodies.slug = met.body
    JOIN years ON bodies.kind IN ('territorial', 'special') OR years.ended >= 2012
)
SELECT asked.body, '' AS part, format('{}-{:02d}', asked.ended - 1, asked.ended % 100) AS period,
    make_date(asked.ended::INTEGER - 1, 4, 1) AS begins, make_date(asked.ended::INTEGER, 3, 31) AS ends,
    CASE WHEN total >= 0 AND NOT (is_force AND asked.ended > 2011) THEN total END AS numerator,
    NULL::BIGINT AS denominator,
    CASE WHEN is_force AND asked.ended > 2013 THEN 'missing' WHEN is_force AND asked.ended > 2011 THEN 'partial'
        WHEN total IS NULL OR total < 0 THEN 'missing' ELSE 'shown' END AS state,
    CASE WHEN is_force AND asked.ended > 2013 THEN 'recorded-elsewhere' WHEN is_force AND asked.ended > 2011 THEN 'moving'
        WHEN total IS NULL THEN 'nothing-published' WHEN total < 0 THEN 'correction' ELSE '' END AS why
FROM asked LEFT JOIN recorded ON recorded.body = asked.body AND recorded.ended = asked.ended
UNION ALL
SELECT 'england-and-wales', '', format('{}-{:02d}', ended - 1, ended % 100), make_date(ended::INTEGER - 1, 4, 1),
    make_date(ended::INTEGER, 3, 31), sum(total), NULL, 'shown', ''
FROM recorded WHERE body IN ('action-fraud', 'cifas', 'uk-finance') AND ended > 2013
GROUP BY ended HAVING count(*) = 3
ORDER BY period, body
