-- Question: which small areas do the postcodes of an outward code (or of one sector of it) lie in?
-- Grain: one row per small area.
-- Reads: postcodes, areas. Params: outcode, sector (a digit, or empty), many.
SELECT areas.code, areas.name, areas.name_cy, areas.level, areas.parent, areas.force, areas.population,
    areas.population_year, areas.begins,
    areas.ends, count(*) AS postcodes
FROM postcodes
JOIN areas ON areas.code = coalesce(
    CASE WHEN postcodes.lsoa21 IN (SELECT code FROM areas) THEN postcodes.lsoa21 END, postcodes.lsoa11)
WHERE starts_with(postcodes.postcode, $outcode || $sector) AND length(postcodes.postcode) = length($outcode) + 3
GROUP BY ALL
ORDER BY areas.name, areas.code
LIMIT $many
