-- Question: which limits has the funnel of a part and period?
-- Grain: one row per denominator of the grid, smallest first.
-- Reads: measure_limits, measures. Params: slug, version, part, period.
SELECT denominator, lower95, upper95, lower998, upper998, target, phi, tau2
FROM measure_limits
JOIN measures ON measures.slug = measure_limits.measure AND measures.version = measure_limits.version
WHERE measure = $slug AND part = $part AND period = $period
    AND CASE WHEN $version::INTEGER IS NULL THEN measures.latest ELSE measure_limits.version = $version::INTEGER END
ORDER BY denominator
