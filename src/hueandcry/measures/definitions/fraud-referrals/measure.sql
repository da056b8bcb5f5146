-- Question: how many frauds and cyber crimes were referred to each body, and how many people live in its area?
-- Grain: one row per body and financial year; `all-bodies` is the published total.
-- Reads: action_fraud, force_residents, bodies.
-- Of the estimates of residents the nearest to the middle of the year counts; of two as near, the earlier.
WITH referred AS (
    SELECT body, financial_year, referred, left(financial_year, 4)::INTEGER AS began FROM action_fraud
),
nearest AS (
    SELECT referred.body, referred.began, arg_min(residents, (abs(year - began - 0.25), year)) AS residents,
        arg_min(year, (abs(year - began - 0.25), year)) AS year
    FROM referred JOIN force_residents ON force_residents.body = referred.body
    GROUP BY ALL
)
SELECT
    CASE referred.body WHEN 'total' THEN 'all-bodies' ELSE referred.body END AS body,
    '' AS part,
    financial_year AS period,
    make_date(referred.began, 4, 1) AS begins,
    make_date(referred.began + 1, 3, 31) AS ends,
    referred AS numerator,
    residents AS denominator,
    CASE WHEN residents IS NULL THEN 'missing' ELSE 'shown' END AS state,
    CASE WHEN residents IS NOT NULL THEN ''
        WHEN referred.body = 'total' THEN 'residents-of-all'
        WHEN bodies.kind IN ('territorial', 'islands') THEN 'residents-not-loaded'
        ELSE 'no-residents' END AS why,
    year AS base_year
FROM referred
LEFT JOIN nearest ON nearest.body = referred.body AND nearest.began = referred.began
LEFT JOIN bodies ON bodies.slug = referred.body
ORDER BY period, body
