-- Question: in which small area lies each postcode in use?
-- Grain: one row per postcode, written without blanks.
-- Reads: landed_postcodes.
SELECT replace(postcode, ' ', '') AS postcode, any_value(lat) AS lat, any_value(lng) AS lng,
    any_value(lsoa11) AS lsoa11, any_value(lsoa21) AS lsoa21
FROM landed_postcodes
WHERE terminated IS NULL
GROUP BY ALL
ORDER BY postcode
