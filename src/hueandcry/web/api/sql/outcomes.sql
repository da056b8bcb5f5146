-- Question: what is published about these outcomes and the crimes they belong to, as their API writes it?
-- Grain: one row per outcome, a JSON object. Of crimes that share a Crime ID the earliest stands for all.
-- Reads: outcomes, crimes, outcome_names, bodies.
-- Params: rows (of table outcomes), and the box that holds them: south, north, west, east.
-- The crime is looked for inside the box, since both files place it on the same point. A crime of a month that is not
-- loaded has an outcome but no category and no month: both are then empty. Names of places are read from crimes, which
-- lie sorted by place, not from outcomes, which do not: that takes a tenth of the time.
WITH asked AS (
    SELECT rowid AS row, crime_id, month, body, outcome, lat, lng
    FROM outcomes
    WHERE rowid IN (SELECT unnest($rows::BIGINT[]))
),
near AS (
    SELECT id, month, kind, crime_id, lat, lng, location, place_id, context
    FROM crimes
    WHERE lat BETWEEN $south AND $north AND lng BETWEEN $west AND $east
),
met AS (
    SELECT
        crime_id,
        arg_min({id: id, month: month, kind: kind, context: context, location: location, place_id: place_id},
            {month: month, id: id}) AS crime
    FROM near
    WHERE crime_id IN (SELECT crime_id FROM asked)
    GROUP BY crime_id
),
points AS (
    SELECT lat, lng, arg_max(location, month) AS location, arg_max(place_id, month) AS place_id
    FROM near
    GROUP BY lat, lng
)
SELECT
    to_json({
        category: {
            code: coalesce(outcome_names.code,
                trim(regexp_replace(lower(asked.outcome), '[^a-z0-9]+', '-', 'g'), '-')),
            name: asked.outcome
        },
        date: strftime(asked.month, '%Y-%m'),
        person_id: NULL,
        crime: {
            category: coalesce(regexp_replace(met.crime.kind, '-2013$', ''), ''),
            location_type: CASE WHEN asked.body = 'btp' THEN 'BTP' ELSE 'Force' END,
            location: {
                latitude: printf('%.6f', asked.lat),
                street: {
                    id: coalesce(met.crime.place_id, points.place_id, 0),
                    name: coalesce(met.crime.location, points.location, '')
                },
                longitude: printf('%.6f', asked.lng)
            },
            context: CASE WHEN bodies.kind = 'invented' THEN 'Invented example, not a real crime'
                ELSE coalesce(met.crime.context, '') END,
            persistent_id: asked.crime_id,
            id: coalesce(met.crime.id, ('0x' || substr(asked.crime_id, 1, 13))::BIGINT),
            location_subtype: '',
            month: coalesce(strftime(met.crime.month, '%Y-%m'), '')
        }
    })::VARCHAR AS record
FROM asked
JOIN bodies ON bodies.slug = asked.body
LEFT JOIN outcome_names ON outcome_names.name = asked.outcome
LEFT JOIN met ON met.crime_id = asked.crime_id
LEFT JOIN points ON points.lat = asked.lat AND points.lng = asked.lng
ORDER BY asked.row
