-- Check: what is missing or hidden has no value, and whatever is not shown whole says why.
SELECT measure, body, part, period, state, value FROM measure_values
WHERE (state IN ('missing', 'hidden') AND value IS NOT NULL) OR (state <> 'shown' AND why = '')
    OR (state = 'shown' AND value IS NULL)
