-- Check: what is not shown has no figure, and what is shown has one, with an interval around it and a base
SELECT survey, wave, estimate, split, domain
FROM survey_estimates
WHERE (state = 'not shown' AND (value IS NOT NULL OR lower IS NOT NULL OR upper IS NOT NULL OR se IS NOT NULL))
   OR (state = 'shown' AND (value IS NULL OR lower IS NULL OR upper IS NULL OR base IS NULL
                            OR NOT (lower <= value AND value <= upper)))
   OR state NOT IN ('shown', 'not shown')
