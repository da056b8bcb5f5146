-- Question: what does every measure in force say of all bodies, in the latest period with a figure of one of them?
-- Grain: one row per measure and body; of part ''. A period with a whole figure goes before one with a part of it. A
-- period that ended before counting changed (the definition's last break) is left out: it says nothing of today.
-- Reads: measure_values, measures, bodies. Params: body.
WITH known AS (
    SELECT measure_values.*, bodies.name, nullif(bodies.name_cy, '') AS name_cy, bodies.kind AS body_kind,
        list_max(json_extract_string(measures.definition, '$.breaks[*].first')::DATE[]) AS changed
    FROM measure_values
    JOIN measures ON measures.slug = measure_values.measure AND measures.version = measure_values.version
    LEFT JOIN bodies ON bodies.slug = measure_values.body
    WHERE measures.latest AND part = ''
),
latest AS (
    SELECT measure, arg_max(period, (state = 'shown', ends, begins)) AS period
    FROM known WHERE value IS NOT NULL AND body = $body AND (changed IS NULL OR ends >= changed) GROUP BY measure
)
SELECT known.* EXCLUDE (changed) FROM known JOIN latest ON latest.measure = known.measure AND latest.period = known.period
ORDER BY measure, body
