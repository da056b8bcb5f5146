-- Question: which official code has each district?
-- Grain: one row per name; "Bristol, City of" is found as "Bristol" too. The lookup to police forces is trusted before boundaries, boundaries before the boroughs.
-- Reads: landed_area_lookup, landed_boundaries, boroughs.
WITH told AS (
    SELECT district_name AS name, district_code AS code, 1 AS rank FROM landed_area_lookup
    UNION ALL SELECT name, code, 2 FROM landed_boundaries WHERE level = 'district'
    UNION ALL SELECT name, code, 3 FROM boroughs WHERE code IS NOT NULL
)
SELECT name, arg_min(code, rank) AS code
FROM (
    FROM told
    UNION ALL
    SELECT regexp_replace(name, ', (City|County) of$', '') AS name, code, rank + 3 FROM told
)
WHERE name IS NOT NULL
GROUP BY name
