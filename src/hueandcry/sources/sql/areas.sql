-- Question: which areas have a page: small areas, districts and forces, and how do they nest?
-- Grain: one row per area.
-- Reads: lsoas, drawn (code, begins, ends), bodies, crimes, district_codes (name, code), mps_areas,
-- landed_tidy_counts.
-- `begins` and `ends`: the months between which the area was drawn as it is; NULL = as far as is known.
WITH told AS (
    SELECT area_code AS code, any_value(area_name) AS name, any_value(level) AS level, any_value(body) AS force
    FROM landed_tidy_counts GROUP BY area_code
),
districts AS (
    SELECT district AS name, force, sum(population) AS population, count(population) AS counted, count(*) AS parts
    FROM lsoas WHERE district IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT DISTINCT name, 'metropolitan', NULL, 0, 0 FROM mps_areas
    WHERE code IS NOT NULL AND name NOT IN (SELECT district FROM lsoas WHERE district IS NOT NULL)
),
coded AS (
    SELECT
        coalesce(district_codes.code, trim(regexp_replace(lower(districts.name), '[^a-z0-9]+', '-', 'g'), '-')) AS code,
        districts.name,
        districts.force,
        CASE WHEN counted = parts THEN districts.population END AS population
    FROM districts LEFT JOIN district_codes ON district_codes.name = districts.name
)
SELECT lsoas.code, lsoas.name, NULL AS name_cy, 'lsoa' AS level, coded.code AS parent, lsoas.force,
    lsoas.population::BIGINT AS population, drawn.begins, drawn.ends
FROM lsoas
LEFT JOIN coded ON coded.name = lsoas.district AND coded.force IS NOT DISTINCT FROM lsoas.force
LEFT JOIN drawn ON drawn.code = lsoas.code
UNION ALL
SELECT coded.code, coded.name, NULL, 'district', bodies.area_code, coded.force, coded.population::BIGINT, NULL, NULL
FROM coded LEFT JOIN bodies ON bodies.slug = coded.force
UNION ALL
SELECT bodies.area_code, bodies.name, nullif(bodies.name_cy, ''), 'force', NULL, bodies.slug,
    (SELECT sum(population) FROM coded WHERE coded.force = bodies.slug HAVING count(*) = count(population))::BIGINT, NULL, NULL
FROM bodies
WHERE bodies.kind = 'territorial' OR bodies.slug IN (SELECT body FROM crimes)
    OR bodies.area_code IN (SELECT code FROM told)
UNION ALL
SELECT told.code, coalesce(told.name, told.code), NULL, told.level, bodies.area_code, told.force, NULL, NULL, NULL
FROM told LEFT JOIN bodies ON bodies.slug = told.force
WHERE told.level <> 'force' AND told.code NOT IN (SELECT code FROM lsoas) AND told.code NOT IN (SELECT code FROM coded)
ORDER BY level, code
