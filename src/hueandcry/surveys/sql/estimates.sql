-- Question: which estimates were published, of a survey, wave, estimate, split or domain?
-- Grain: one row per publication that stands, estimate, split and domain
-- Reads: survey_estimates
-- Params: survey, wave, estimate, split, domain (NULL: any)
SELECT *
FROM survey_estimates
WHERE coalesce($survey, survey) = survey
  AND coalesce($wave, wave) = wave
  AND coalesce($estimate, estimate) = estimate
  AND coalesce($split, split) = split
  AND coalesce($domain, domain) = domain
ORDER BY survey, ends, wave, rowid
