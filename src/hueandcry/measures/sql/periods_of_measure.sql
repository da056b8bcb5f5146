-- Question: of which periods has a measure any row?
-- Grain: one row per period, oldest first.
-- Reads: measure_values, measures. Params: slug, version.
SELECT period, min(begins) AS begins, max(ends) AS ends
FROM measure_values
JOIN measures ON measures.slug = measure_values.measure AND measures.version = measure_values.version
WHERE measure = $slug
    AND CASE WHEN $version::INTEGER IS NULL THEN measures.latest ELSE measure_values.version = $version::INTEGER END
GROUP BY period
ORDER BY begins, period
