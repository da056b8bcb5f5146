-- Question: how many frauds and cyber crimes were referred to one body, and which outcomes did it record?
-- Grain: one row per financial year, beside the published total of all bodies.
-- Reads: action_fraud. Params: body.
SELECT own.published_name, own.financial_year, own.referred, own.outcomes, own.judicial, own.non_judicial, own.source,
    everyone.outcomes AS all_outcomes, everyone.judicial AS all_judicial
FROM action_fraud AS own
LEFT JOIN action_fraud AS everyone ON everyone.body = 'total' AND everyone.financial_year = own.financial_year
WHERE own.body = $body
ORDER BY own.financial_year
