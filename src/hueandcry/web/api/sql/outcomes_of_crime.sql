-- Question: which outcomes were published for one Crime ID?
-- Grain: one row per outcome and month; the same outcome told twice in a month is told once.
-- Reads: outcomes, outcome_names.
-- Params: crime_id.
SELECT outcomes.month, outcomes.outcome, outcome_names.code, outcomes.body, outcomes.lat, outcomes.lng
FROM outcomes
LEFT JOIN outcome_names ON outcome_names.name = outcomes.outcome
WHERE outcomes.crime_id = $crime_id
GROUP BY ALL
ORDER BY outcomes.month, outcomes.outcome
