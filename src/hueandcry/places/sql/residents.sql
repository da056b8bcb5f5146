-- Question: how many people lived in each small area at the last estimate loaded?
-- Grain: one row per LSOA of the estimate, with the district that the estimate itself names.
-- Reads: landed_lsoa_population.
SELECT code, max(year) AS year, arg_max(population, year) AS population, arg_max(district_code, year) AS district_code,
    arg_max(district, year) AS district
FROM landed_lsoa_population
GROUP BY code
