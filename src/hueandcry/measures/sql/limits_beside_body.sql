-- Question: which limits have the funnels of the periods that `values_beside_body` answers with?
-- Grain: one row per measure and denominator of the grid, smallest first.
-- Reads: measure_limits, measure_values, measures. Params: body.
WITH latest AS (
    SELECT measure, measure_values.version, arg_max(period, (state = 'shown', ends, begins)) AS period
    FROM measure_values
    JOIN measures ON measures.slug = measure_values.measure AND measures.version = measure_values.version
    WHERE measures.latest AND part = '' AND value IS NOT NULL AND body = $body
    GROUP BY measure, measure_values.version
)
SELECT latest.measure, denominator, lower95, upper95, lower998, upper998, target, phi, tau2
FROM measure_limits
JOIN latest ON latest.measure = measure_limits.measure AND latest.version = measure_limits.version
    AND latest.period = measure_limits.period
WHERE part = ''
ORDER BY latest.measure, denominator
