-- Question: what does every measure in force say of all bodies, in the latest period with a figure of it?
-- Grain: one row per measure and body; of everything together where a measure has that, else of its first part. Periods
-- of the invented county count only where no other body has a figure, those with only figures of few cases or parts of a
-- period only where there is no other.
-- Reads: measure_values, measures, measure_parts, bodies.
WITH known AS (
    SELECT measure_values.*, bodies.name, nullif(bodies.name_cy, '') AS name_cy, bodies.kind AS body_kind,
        coalesce(measure_parts.place, -1) AS place
    FROM measure_values
    JOIN measures ON measures.slug = measure_values.measure AND measures.version = measure_values.version
    LEFT JOIN bodies ON bodies.slug = measure_values.body
    LEFT JOIN measure_parts ON measure_parts.measure = measure_values.measure
        AND measure_parts.version = measure_values.version AND measure_parts.part = measure_values.part
    WHERE measures.latest
),
latest AS (
    SELECT measure, arg_min(part, place) AS part FROM known WHERE value IS NOT NULL GROUP BY measure
),
shown AS (
    SELECT known.measure, known.part,
        arg_max(period, (coalesce(body_kind, '') <> 'invented', state = 'shown', ends, begins)) AS period
    FROM known JOIN latest ON latest.measure = known.measure AND latest.part = known.part
    WHERE value IS NOT NULL GROUP BY ALL
)
SELECT known.* EXCLUDE (place)
FROM known
JOIN shown ON shown.measure = known.measure AND shown.part = known.part AND shown.period = known.period
ORDER BY known.measure, body
