-- Question: which kinds of crime are counted, and what is known about each?
-- Grain: one row per scheme and kind that has counts.
-- Reads: counts, reviewed_kinds, landed_mps_borough.
WITH met AS (
    SELECT DISTINCT scheme, kind FROM counts
),
published AS (
    SELECT trim(regexp_replace(lower(minor), '[^a-z0-9]+', '-', 'g'), '-') AS kind,
        upper(minor[1]) || lower(minor[2:]) AS name, any_value(upper(major[1]) || lower(major[2:])) AS family
    FROM landed_mps_borough GROUP BY ALL
)
SELECT
    met.scheme,
    met.kind AS code,
    coalesce(reviewed_kinds.name, published.name, met.kind) AS name,
    nullif(reviewed_kinds.name_cy, '') AS name_cy,
    published.family,
    coalesce(reviewed_kinds.activity, false) AS activity,
    coalesce(reviewed_kinds.online, false) AS online
FROM met
LEFT JOIN reviewed_kinds ON reviewed_kinds.scheme = met.scheme AND reviewed_kinds.code = met.kind
LEFT JOIN published ON met.scheme = 'mps' AND published.kind = met.kind
ORDER BY ALL
