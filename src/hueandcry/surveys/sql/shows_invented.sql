-- Question: does this build hold the invented county?
-- Grain: one row
-- Reads: coverage, bodies
SELECT count(*) > 0 AS invented
FROM coverage
JOIN bodies ON bodies.slug = coverage.body
WHERE bodies.kind = 'invented'
