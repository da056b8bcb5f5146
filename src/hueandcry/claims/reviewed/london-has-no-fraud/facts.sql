-- Question: how much fraud does the borough table hold before and after recording moved, and how much was referred later?
-- Grain: one row per fact. A table that is not loaded gives no row.
-- Reads: counts, action_fraud, files, bodies.
WITH fraud AS (
    SELECT counts.month, counts.n
    FROM counts JOIN bodies ON bodies.area_code = counts.area AND bodies.slug = 'metropolitan'
    WHERE counts.scheme = 'mps' AND counts.kind = 'fraud-and-forgery'
),
spans (name, first, last) AS (
    VALUES
        ('three_years', DATE '2010-04-01', DATE '2013-03-01'),
        ('february', DATE '2013-02-01', DATE '2013-02-01'),
        ('march', DATE '2013-03-01', DATE '2013-03-01')
),
boroughs AS (
    SELECT source, sha256 FROM files WHERE dataset = 'mps_borough' AND NOT superseded ORDER BY period LIMIT 1
),
referrals AS (
    SELECT source, sha256 FROM files WHERE dataset = 'action_fraud' AND period = '2016-17' AND NOT superseded LIMIT 1
)
SELECT spans.name, sum(fraud.n)::BIGINT AS value, 'count' AS unit, any_value(boroughs.source) AS source, any_value(boroughs.sha256) AS sha256
FROM spans
JOIN fraud ON fraud.month BETWEEN spans.first AND spans.last
LEFT JOIN boroughs ON true
GROUP BY spans.name
HAVING count(*) = date_diff('month', min(spans.first), min(spans.last)) + 1
UNION ALL
SELECT 'referred', action_fraud.referred, 'count', referrals.source, referrals.sha256
FROM action_fraud LEFT JOIN referrals ON true
WHERE action_fraud.body = 'metropolitan' AND action_fraud.financial_year = '2016-17'
ORDER BY name
