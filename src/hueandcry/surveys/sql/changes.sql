-- Question: what changed from one wave to another, and by more than chance?
-- Grain: one row per wave, earlier wave, estimate, split and domain
-- Reads: survey_changes
-- Params: survey, wave, estimate, split, domain (NULL: any)
SELECT *
FROM survey_changes
WHERE coalesce($survey, survey) = survey
  AND coalesce($wave, wave) = wave
  AND coalesce($estimate, estimate) = estimate
  AND coalesce($split, split) = split
  AND coalesce($domain, domain) = domain
ORDER BY survey, wave, rowid
