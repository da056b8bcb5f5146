-- Question: which government grant does one force receive?
-- Grain: one row per financial year, newest first.
-- Reads: police_grant. Params: body.
SELECT financial_year, budget_gbp FROM police_grant WHERE body = $body ORDER BY financial_year DESC
