-- Question: which kinds of crime are counted, and what is known about each?
-- Grain: one row per scheme and kind that has counts.
-- Reads: counts, reviewed_kinds, landed_mps_borough, landed_tidy_counts.
WITH met AS (
    SELECT DISTINCT scheme, kind FROM counts
),
tidy AS (
    SELECT scheme, kind, any_value(kind_name) AS name, any_value(kind_name_cy) AS name_cy, bool_or(activity) AS activity,
        bool_or(online) AS online
    FROM landed_tidy_counts GROUP BY ALL
),
published AS (
    SELECT trim(regexp_replace(lower(minor), '[^a-z0-9]+', '-', 'g'), '-') AS kind,
        upper(minor[1]) || lower(minor[2:]) AS name, any_value(upper(major[1]) || lower(major[2:])) AS family
    FROM landed_mps_borough GROUP BY ALL
)
SELECT
    met.scheme,
    met.kind AS code,
    coalesce(reviewed_kinds.name, tidy.name, published.name, met.kind) AS name,
    coalesce(nullif(reviewed_kinds.name_cy, ''), tidy.name_cy) AS name_cy,
    published.family,
    coalesce(reviewed_kinds.activity, tidy.activity, false) AS activity,
    coalesce(reviewed_kinds.online, tidy.online, false) AS online
FROM met
LEFT JOIN reviewed_kinds ON reviewed_kinds.scheme = met.scheme AND reviewed_kinds.code = met.kind
LEFT JOIN tidy ON tidy.scheme = met.scheme AND tidy.kind = met.kind
LEFT JOIN published ON met.scheme = 'mps' AND published.kind = met.kind
ORDER BY ALL
