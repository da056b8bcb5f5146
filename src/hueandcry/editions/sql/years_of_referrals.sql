-- Question: how many frauds and cyber crimes were referred to each body in each financial year, with which outcomes?
-- Grain: one row per body and financial year; the published totals are left out, since bodies add up to them.
-- Reads: action_fraud.
SELECT body, financial_year, referred, outcomes, judicial, non_judicial
FROM action_fraud WHERE body <> 'total' ORDER BY ALL
