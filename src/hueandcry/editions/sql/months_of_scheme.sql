-- Question: how many of each kind did each body count in each month, in one way of counting?
-- Grain: one row per body, kind and month that has a count.
-- Reads: counts, bodies.
-- Parameters: scheme.
SELECT bodies.slug AS body, counts.kind, counts.month, counts.n
FROM counts JOIN bodies ON bodies.area_code = counts.area
WHERE counts.scheme = $scheme ORDER BY ALL
