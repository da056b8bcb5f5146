-- Question: which groups are affected more than others, or less?
-- Grain: one row per wave, estimate, split and domain that was compared with everybody else
-- Reads: survey_groups
-- Params: survey, wave, estimate, split (NULL: any)
SELECT *
FROM survey_groups
WHERE coalesce($survey, survey) = survey
  AND coalesce($wave, wave) = wave
  AND coalesce($estimate, estimate) = estimate
  AND coalesce($split, split) = split
ORDER BY survey, wave, rowid
