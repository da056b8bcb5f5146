-- Question: What do the national tables by police force area say?
-- Grain: as landed.
-- Reads: landed_ons_pfa.
SELECT * EXCLUDE (filename) FROM landed_ons_pfa
