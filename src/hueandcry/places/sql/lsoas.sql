-- Question: which small areas are there, in which district and force?
-- Grain: one row per LSOA code met in the crime files or in a loaded table of areas.
-- Reads: published_lsoas, landed_lsoa_names, residents, territories (district, force), district_codes (name, code).
-- The name the crime files last used counts first, then the list of 2021, then the estimate of residents.
WITH named AS (
    SELECT code, name, 1 AS rank FROM published_lsoas
    UNION ALL SELECT code, name, CASE WHEN edition = 2021 THEN 2 ELSE 4 END FROM landed_lsoa_names
    UNION ALL SELECT code, name, 3 FROM landed_lsoa_population
),
in_district AS (
    SELECT code, arg_min(name, rank) AS name, regexp_replace(arg_min(name, rank), ' [0-9]{3}[A-Z]{1,2}$', '') AS district
    FROM named
    WHERE regexp_full_match(code, '[EW]01[0-9]{6}')
    GROUP BY code
)
SELECT
    in_district.code,
    in_district.name,
    in_district.district,
    coalesce(
        district_codes.code, trim(regexp_replace(lower(in_district.district), '[^a-z0-9]+', '-', 'g'), '-')
    ) AS district_code,
    territories.force,
    residents.population,
    residents.year,
    published_lsoas.first_seen,
    published_lsoas.last_seen,
    coalesce(published_lsoas.months_seen, 0) AS months_seen
FROM in_district
LEFT JOIN territories ON territories.district = in_district.district
LEFT JOIN district_codes ON district_codes.name = in_district.district
LEFT JOIN residents ON residents.code = in_district.code
LEFT JOIN published_lsoas ON published_lsoas.code = in_district.code
