-- Question: How many offences did each body record in twelve months? (levels only; corrections can be negative)
-- Grain: one row per body, offence and twelve months. Of two tables that share some, the later period or release counts.
-- Reads: landed_recorded_rolling.
SELECT * EXCLUDE (filename) FROM landed_recorded_rolling
QUALIFY row_number() OVER (PARTITION BY body, offence, twelve_months_ending ORDER BY filename DESC) = 1
