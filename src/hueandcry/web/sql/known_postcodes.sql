-- Question: how many postcodes are known?
-- Grain: one row.
-- Reads: postcodes.
SELECT count(*) AS n FROM postcodes
