-- Check: a proportion lies between 0 and 1.
SELECT measure, body, part, period, value FROM measure_values JOIN measures ON slug = measure
    AND measures.version = measure_values.version
WHERE kind = 'proportion' AND NOT coalesce(value BETWEEN 0 AND 1, true)
