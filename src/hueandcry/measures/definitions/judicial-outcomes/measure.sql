-- Question: how many outcomes did each body record, and how many of them were judicial?
-- Grain: one row per body and financial year; `all-bodies` is the published total.
-- Reads: action_fraud.
-- `beside` are the referrals. Outcomes may belong to earlier referrals and to other bodies': they are never divided.
SELECT
    CASE body WHEN 'total' THEN 'all-bodies' ELSE body END AS body,
    '' AS part,
    financial_year AS period,
    make_date(left(financial_year, 4)::INTEGER, 4, 1) AS begins,
    make_date(left(financial_year, 4)::INTEGER + 1, 3, 31) AS ends,
    judicial AS numerator,
    outcomes AS denominator,
    CASE WHEN outcomes = 0 THEN 'missing' ELSE 'shown' END AS state,
    CASE WHEN outcomes = 0 THEN 'no-outcomes' ELSE '' END AS why,
    referred AS beside
FROM action_fraud
ORDER BY period, body
