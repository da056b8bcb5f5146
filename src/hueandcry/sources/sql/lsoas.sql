-- Question: which small areas are there, in which district and force, with how many residents?
-- Grain: one row per LSOA code met in the crime files or in a loaded table of areas.
-- Reads: published_lsoas, landed_lsoa_population, landed_lsoa_names, lsoa_editions (code, edition), territories (district, force).
WITH named AS (
    SELECT code, name, 1 AS rank FROM published_lsoas
    UNION ALL SELECT code, name, 2 FROM landed_lsoa_names
    UNION ALL SELECT code, name, 3 FROM landed_lsoa_population
),
one_name AS (
    SELECT code, arg_min(name, rank) AS name FROM named GROUP BY code
),
in_district AS (
    SELECT code, name, regexp_replace(name, ' [0-9]{3}[A-Z]{1,2}$', '') AS district FROM one_name
    WHERE regexp_full_match(code, '[EW]01[0-9]{6}')
)
SELECT
    in_district.code,
    in_district.name,
    in_district.district,
    territories.force,
    population.population,
    published_lsoas.first_seen,
    published_lsoas.last_seen,
    coalesce(published_lsoas.months_seen, 0) AS months_seen
FROM in_district
LEFT JOIN territories ON territories.district = in_district.district
LEFT JOIN (SELECT code, arg_max(population, year) AS population FROM landed_lsoa_population GROUP BY code) AS population USING (code)
LEFT JOIN published_lsoas USING (code)
