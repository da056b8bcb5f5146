-- Question: which districts does a force police?
-- Grain: one row per district.
-- Reads: areas.
-- Params: force.
SELECT code FROM areas WHERE level = 'district' AND force = $force
