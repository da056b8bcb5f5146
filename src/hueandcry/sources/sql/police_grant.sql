-- Question: Which government grant does each force receive?
-- Grain: as landed.
-- Reads: landed_police_grant.
SELECT * EXCLUDE (filename) FROM landed_police_grant
