-- Question: what do measures say of which only few bodies have a figure at all?
-- Grain: one row per measure in force, body and period, of part ''; only measures of two to four bodies, none together.
-- Reads: measure_values, measures, bodies.
SELECT measure_values.*, bodies.name, nullif(bodies.name_cy, '') AS name_cy, bodies.kind AS body_kind
FROM measure_values
JOIN measures ON measures.slug = measure_values.measure AND measures.version = measure_values.version
LEFT JOIN bodies ON bodies.slug = measure_values.body
WHERE measures.latest AND part = '' AND value IS NOT NULL
QUALIFY count(DISTINCT measure_values.body) OVER (PARTITION BY measure) BETWEEN 2 AND 4
ORDER BY measure, body, ends
