-- Question: what is published about these crimes without a place, as their API writes it?
-- Grain: one row per crime, a JSON object. Joins never multiply: of an outcome told twice the latest month counts.
-- Reads: crimes, outcomes, bodies.
-- Params: rows (of table crimes).
WITH asked AS (
    SELECT rowid AS row, * FROM crimes WHERE rowid IN (SELECT unnest($rows::BIGINT[]))
),
decided AS (
    SELECT crime_id, outcome, max(month) AS month FROM outcomes WHERE lat IS NULL GROUP BY ALL
)
SELECT
    to_json({
        category: regexp_replace(asked.kind, '-2013$', ''),
        location_type: NULL,
        location: NULL,
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
