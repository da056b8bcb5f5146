-- Question: does the build hold figures of an invented body?
-- Grain: one row, or none where it does not.
-- Reads: coverage, bodies.
SELECT 1 AS there FROM coverage JOIN bodies ON bodies.slug = coverage.body WHERE bodies.kind = 'invented' LIMIT 1
