-- Check: no change was tested from or to a wave that was asked by telephone
SELECT changed.survey, changed.wave, changed.before
FROM survey_changes AS changed
JOIN survey_waves AS wave
  ON wave.survey = changed.survey AND wave.wave IN (changed.wave, changed.before)
WHERE wave.mode = 'telephone'
  AND changed.state = 'tested'
