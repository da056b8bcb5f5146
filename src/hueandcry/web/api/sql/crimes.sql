-- Question: what is published about these crimes, as their API writes it?
-- Grain: one row per crime, a JSON object. Joins never multiply: of an outcome told twice the latest month counts.
-- Reads: crimes, outcomes, bodies.
-- Params: rows (of table crimes), and the box that holds them: south, north, west, east.
-- The crime files do not say when an outcome was decided; the outcome files do, and place it where the crime is, so
-- that looking inside the box finds it in a fraction of the time.
WITH asked AS (
    SELECT rowid AS row, * FROM crimes WHERE rowid IN (SELECT unnest($rows::BIGINT[]))
),
decided AS (
    SELECT crime_id, outcome, max(month) AS month
    FROM outcomes
    WHERE lat BETWEEN $south AND $north AND lng BETWEEN $west AND $east
    GROUP BY ALL
)
SELECT
    to_json({
        category: regexp_replace(asked.kind, '-2013$', ''),
        location_type: CASE WHEN asked.body = 'btp' THEN 'BTP' ELSE 'Force' END,
        location: {
            latitude: printf('%.6f', asked.lat),
            street: {id: asked.place_id, name: coalesce(asked.location, '')},
            longitude: printf('%.6f', asked.lng)
        },
        context: CASE WHEN bodies.kind = 'invented' THEN 'Invented example, not a real crime'
            ELSE coalesce(asked.context, '') END,
        outcome_status: CASE WHEN asked.outcome IS NOT NULL
            THEN {category: asked.outcome, date: coalesce(strftime(decided.month, '%Y-%m'), '')} END,
        persistent_id: coalesce(asked.crime_id, ''),
        id: asked.id,
        location_subtype: '',
        month: strftime(asked.month, '%Y-%m')
    })::VARCHAR AS record
FROM asked
JOIN bodies ON bodies.slug = asked.body
LEFT JOIN decided ON decided.crime_id = asked.crime_id AND decided.outcome = asked.outcome
ORDER BY asked.row
