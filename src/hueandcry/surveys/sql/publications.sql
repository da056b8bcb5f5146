-- Question: when was a wave published, and what was corrected since?
-- Grain: one row per publication
-- Reads: survey_publications
-- Params: survey, wave (NULL: any)
SELECT *
FROM survey_publications
WHERE coalesce($survey, survey) = survey
  AND coalesce($wave, wave) = wave
ORDER BY published_at, survey, wave, number
