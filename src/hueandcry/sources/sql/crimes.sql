-- Question: which crimes and incidents were published, by whom, when and where?
-- Grain: one row per row published. Identical rows are distinct crimes; nothing is made unique.
-- Reads: landed_street.
-- `id` is stable for the same row of the same month; `place_id` for the same map point.
SELECT
    ('0x' || substr(md5(concat_ws('|', body, strftime(month, '%Y-%m'), kind, crime_id, lng, lat, location,
        row_number() OVER (PARTITION BY body, month, kind, crime_id, lng, lat, location))), 1, 13))::BIGINT AS id,
    month,
    body,
    within,
    kind,
    crime_id,
    lng,
    lat,
    location,
    CASE WHEN lng IS NOT NULL THEN ('0x' || substr(md5(concat_ws('|', location, lng, lat)), 1, 7))::INTEGER END AS place_id,
    lsoa,
    outcome,
    context
FROM landed_street
ORDER BY month, body, lat, lng, kind, crime_id
