-- Check: one estimate per survey, wave, estimate, split and domain
SELECT survey, wave, estimate, split, domain
FROM survey_estimates
GROUP BY ALL
HAVING count(*) > 1
