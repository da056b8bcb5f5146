-- Question: of which parts does a version of a measure have any figure?
-- Grain: one row per part; '' = everything together.
-- Reads: measure_values. Params: slug, version.
SELECT DISTINCT part FROM measure_values WHERE measure = $slug AND version = $version AND value IS NOT NULL ORDER BY part
