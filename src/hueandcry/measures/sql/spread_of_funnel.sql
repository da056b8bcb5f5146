-- Question: how far do the bodies of a funnel usually differ, and on which scale?
-- Grain: one row, or none where too few bodies can be compared.
-- Reads: measure_limits, measures. Params: slug, version, part, period.
SELECT DISTINCT measures.kind, json_extract(measures.definition, '$.per')::DOUBLE AS per, target, tau2
FROM measure_limits
JOIN measures ON measures.slug = measure_limits.measure AND measures.version = measure_limits.version
WHERE measure = $slug AND measure_limits.version = $version AND part = $part AND period = $period
