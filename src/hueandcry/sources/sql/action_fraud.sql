-- Question: How many frauds and cyber crimes were referred to each body, and which outcomes did it record?
-- Grain: as landed.
-- Reads: landed_action_fraud.
SELECT * EXCLUDE (filename) FROM landed_action_fraud
