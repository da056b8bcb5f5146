-- Question: in which small area lies a postcode?
-- Grain: one row, or none; `code` is the area of today's edition where that has a page, else of 2011's.
-- Reads: postcodes, areas. Params: postcode (no blanks, capitals).
SELECT coalesce(today.code, earlier.code) AS code
FROM postcodes
LEFT JOIN areas AS today ON today.code = postcodes.lsoa21
LEFT JOIN areas AS earlier ON earlier.code = postcodes.lsoa11
WHERE postcodes.postcode = $postcode
