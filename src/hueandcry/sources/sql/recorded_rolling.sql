-- Question: How many offences did each body record in twelve months? (levels only; corrections can be negative)
-- Grain: as landed.
-- Reads: landed_recorded_rolling.
SELECT * EXCLUDE (filename) FROM landed_recorded_rolling
