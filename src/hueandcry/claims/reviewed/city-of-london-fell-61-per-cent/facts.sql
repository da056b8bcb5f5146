-- Question: how many crimes and incidents did City of London Police publish for March and April 2020?
-- Grain: one row per month.
-- Reads: counts, bodies, files.
WITH months (name, month, period) AS (
    VALUES ('march', DATE '2020-03-01', '2020-03'), ('april', DATE '2020-04-01', '2020-04')
)
SELECT months.name, sum(counts.n)::BIGINT AS value, 'count' AS unit, any_value(files.source) AS source, any_value(files.sha256) AS sha256
FROM months
JOIN bodies ON bodies.slug = 'city-of-london'
JOIN counts ON counts.scheme = 'street' AND counts.area = bodies.area_code AND counts.month = months.month
LEFT JOIN files ON files.dataset = 'street' AND files.body = bodies.slug AND files.period = months.period AND NOT files.superseded
GROUP BY months.name
ORDER BY months.name
