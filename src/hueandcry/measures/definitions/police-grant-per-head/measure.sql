-- Question: how much government grant does each force receive, and how many people live in its area?
-- Grain: one row per force and financial year.
-- Reads: police_grant, force_residents.
-- Of the estimates of residents the nearest to the middle of the year counts; of two as near, the earlier.
WITH granted AS (
    SELECT body, financial_year, budget_gbp, left(financial_year, 4)::INTEGER AS began FROM police_grant
),
nearest AS (
    SELECT granted.body, granted.began, arg_min(residents, (abs(year - began - 0.25), year)) AS residents,
        arg_min(year, (abs(year - began - 0.25), year)) AS year
    FROM granted JOIN force_residents ON force_residents.body = granted.body
    GROUP BY ALL
)
SELECT granted.body, '' AS part, financial_year AS period, make_date(granted.began, 4, 1) AS begins,
    make_date(granted.began + 1, 3, 31) AS ends, budget_gbp AS numerator, residents AS denominator,
    CASE WHEN residents IS NULL THEN 'missing' ELSE 'shown' END AS state,
    CASE WHEN residents IS NULL THEN 'residents-not-loaded' ELSE '' END AS why,
    year AS base_year
FROM granted LEFT JOIN nearest ON nearest.body = granted.body AND nearest.began = granted.began
ORDER BY period, body
