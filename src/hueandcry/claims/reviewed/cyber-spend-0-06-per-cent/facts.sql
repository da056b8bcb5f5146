-- Question: what is the government grant to Northamptonshire Police in 2025-26?
-- Grain: one row per fact.
-- Reads: police_grant, files.
SELECT 'grant' AS name, police_grant.budget_gbp AS value, '£' AS unit, files.source, files.sha256
FROM police_grant
LEFT JOIN files ON files.dataset = 'police_grant' AND files.period = police_grant.financial_year AND NOT files.superseded
WHERE police_grant.body = 'northamptonshire' AND police_grant.financial_year = '2025-26'
