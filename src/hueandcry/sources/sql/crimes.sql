-- Question: which crimes and incidents were published, by whom, when and where?
-- Grain: one row per row published. Identical rows are distinct crimes; nothing is made unique.
-- Reads: landed_street, spellings (name, slug), reviewed_kinds.
-- `id` is stable for the same row of the same month, in whatever order its rows stand (those that are alike but for their
-- outcome are told apart by it); `place_id` for the same map point.
WITH named AS (
    SELECT
        landed.month,
        landed.crime_id,
        landed.lng,
        landed.lat,
        landed.location,
        landed.lsoa,
        landed.lsoa_name,
        landed.outcome,
        landed.context,
        reporter.slug AS body,
        neighbour.slug AS within,
        reviewed_kinds.code AS kind
    FROM landed_street AS landed
    JOIN spellings AS reporter ON reporter.name = landed.reported_by
    LEFT JOIN spellings AS neighbour ON neighbour.name = landed.falls_within
    JOIN reviewed_kinds ON reviewed_kinds.published_as = landed.crime_type AND reviewed_kinds.scheme = 'street'
)
SELECT
    ('0x' || substr(md5(concat_ws('|', body, strftime(month, '%Y-%m'), kind, crime_id, lng, lat, location,
        row_number() OVER (PARTITION BY body, month, kind, crime_id, lng, lat, location ORDER BY outcome))), 1, 13))::BIGINT AS id,
    month,
    body,
    within,
    kind,
    crime_id,
    lng,
    lat,
    location,
    CASE WHEN lng IS NOT NULL THEN ('0x' || substr(md5(concat_ws('|', location, lng, lat)), 1, 12))::BIGINT END AS place_id,
    lsoa,
    lsoa_name,
    outcome,
    context
FROM named
ORDER BY month, body, lat, lng, kind, crime_id
