-- Question: which territorial forces were judged at all, and in which months?
-- Grain: one row per territorial force, and per other body that was judged; months are NULL for forces without any data.
-- Reads: bodies, rises.
WITH months AS (
    SELECT force, min(month) AS first, max(month) AS last FROM rises GROUP BY force
)
SELECT bodies.slug, bodies.name, months.first, months.last
FROM bodies LEFT JOIN months ON months.force = bodies.slug
WHERE bodies.kind = 'territorial' OR months.last IS NOT NULL
ORDER BY bodies.slug
