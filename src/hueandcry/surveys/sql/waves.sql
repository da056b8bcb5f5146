-- Question: which waves were published, newest first?
-- Grain: one row per wave, the publication that stands
-- Reads: survey_waves
-- Params: survey (NULL: any)
SELECT *
FROM survey_waves
WHERE coalesce($survey, survey) = survey
ORDER BY survey, ends DESC, begins DESC, wave DESC
