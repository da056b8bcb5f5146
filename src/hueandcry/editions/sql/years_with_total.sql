-- Question: of which financial years is the published total on file, which the bodies of that year add up to?
-- Grain: one row per financial year.
-- Reads: action_fraud.
SELECT financial_year FROM action_fraud WHERE body = 'total' ORDER BY ALL
