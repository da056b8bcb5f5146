-- Question: which outcomes did one body record, month by month?
-- Grain: one row per month and outcome; the month is that of the outcome. An outcome we do not know counts as other.
-- Reads: outcome_counts, outcome_names. Params: body, since.
SELECT outcome_counts.month, outcome_counts.outcome, outcome_names.name_cy,
    coalesce(outcome_names.result, 'other') AS result, outcome_counts.crimes
FROM outcome_counts
LEFT JOIN outcome_names ON outcome_names.name = outcome_counts.outcome
WHERE outcome_counts.body = $body AND outcome_counts.month >= $since
ORDER BY outcome_counts.month, outcome_counts.outcome
