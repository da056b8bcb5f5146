-- Question: what does every measure in force say of a body, in the latest period with a figure of it?
-- Grain: one row per measure; part '' where there is one.
-- Reads: measure_values, measures, bodies. Params: body.
SELECT measure_values.*, bodies.name, nullif(bodies.name_cy, '') AS name_cy, bodies.kind AS body_kind
FROM measure_values
JOIN measures ON measures.slug = measure_values.measure AND measures.version = measure_values.version
LEFT JOIN bodies ON bodies.slug = measure_values.body
WHERE measure_values.body = $body AND measures.latest AND part = '' AND value IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY measure ORDER BY ends DESC, begins DESC) = 1
ORDER BY measure
