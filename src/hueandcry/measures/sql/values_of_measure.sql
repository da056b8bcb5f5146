-- Question: what does a measure say of each body, part and period?
-- Grain: one row per body, part and period of a version; NULL asks for all, and for the version in force.
-- Reads: measure_values, measures, bodies. Params: slug, version, part, period, body.
SELECT measure_values.*, bodies.name, nullif(bodies.name_cy, '') AS name_cy, bodies.kind AS body_kind
FROM measure_values
JOIN measures ON measures.slug = measure_values.measure AND measures.version = measure_values.version
LEFT JOIN bodies ON bodies.slug = measure_values.body
WHERE measure_values.measure = $slug
    AND CASE WHEN $version::INTEGER IS NULL THEN measures.latest ELSE measure_values.version = $version::INTEGER END
    AND measure_values.part = coalesce($part, measure_values.part)
    AND measure_values.period = coalesce($period, measure_values.period)
    AND measure_values.body = coalesce($body, measure_values.body)
ORDER BY begins, period, part, body
