-- Question: which areas does the Metropolitan borough series name?
-- Grain: one row per name.
-- Reads: landed_mps_borough.
SELECT borough AS name, any_value(area_code) AS code FROM landed_mps_borough GROUP BY borough
