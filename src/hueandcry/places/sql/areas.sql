-- Question: which areas have a page: small areas, districts and forces, and how do they nest?
-- Grain: one row per area.
-- Reads: lsoas, residents, drawn (code, begins, ends), bodies, crimes, boroughs, territories, landed_tidy_counts,
-- welsh_names. A small area is called after its district in Welsh as in English, with the same figures behind.
-- `begins` and `ends`: the months between which the area was drawn as it is; NULL = as far as is known.
WITH districts AS (
    SELECT district_code AS code, mode(district) AS name, mode(force) AS force FROM lsoas GROUP BY district_code
    UNION ALL
    SELECT code, name, 'metropolitan' FROM boroughs
    WHERE code IS NOT NULL AND code NOT IN (SELECT district_code FROM lsoas)
),
of_district AS (
    SELECT district_code AS code, sum(population)::BIGINT AS population, max(year) AS year
    FROM residents GROUP BY district_code
),
of_force AS (
    SELECT force, sum(population)::BIGINT AS population, max(year) AS year
    FROM residents JOIN territories USING (district) GROUP BY force
),
told AS (
    SELECT area_code AS code, any_value(area_name) AS name, any_value(level) AS level, any_value(body) AS force
    FROM landed_tidy_counts GROUP BY area_code
)
SELECT lsoas.code, lsoas.name, welsh_names.name_cy || substr(lsoas.name, length(lsoas.district) + 1) AS name_cy,
    'lsoa' AS level, lsoas.district_code AS parent, lsoas.force, lsoas.population, lsoas.year AS population_year,
    drawn.begins, drawn.ends
FROM lsoas
LEFT JOIN drawn ON drawn.code = lsoas.code
LEFT JOIN welsh_names ON welsh_names.name = lsoas.district
UNION ALL
SELECT districts.code, districts.name, welsh_names.name_cy, 'district', bodies.area_code, districts.force,
    of_district.population, of_district.year, NULL, NULL
FROM districts
LEFT JOIN bodies ON bodies.slug = districts.force
LEFT JOIN of_district ON of_district.code = districts.code
LEFT JOIN welsh_names ON welsh_names.name = districts.name
UNION ALL
SELECT bodies.area_code, bodies.name, nullif(bodies.name_cy, ''), 'force', NULL, bodies.slug, of_force.population,
    of_force.year, NULL, NULL
FROM bodies
LEFT JOIN of_force ON of_force.force = bodies.slug
WHERE bodies.kind = 'territorial' OR bodies.slug IN (SELECT body FROM crimes)
    OR bodies.area_code IN (SELECT code FROM told)
UNION ALL
SELECT told.code, coalesce(told.name, told.code), welsh_names.name_cy, told.level, bodies.area_code, told.force, NULL,
    NULL, NULL, NULL
FROM told
LEFT JOIN bodies ON bodies.slug = told.force
LEFT JOIN welsh_names ON welsh_names.name = told.name AND told.level = 'district'
WHERE told.level <> 'force' AND told.code NOT IN (SELECT code FROM lsoas)
    AND told.code NOT IN (SELECT code FROM districts)
ORDER BY level, code
