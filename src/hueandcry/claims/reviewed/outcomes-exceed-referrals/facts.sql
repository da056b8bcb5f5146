-- Question: in how many bodies are there more outcomes than referrals, year by year, and how many bodies are there?
-- Grain: one row per fact: a year, or the number of bodies in every one of the three years.
-- Reads: action_fraud, files.
WITH told AS (
    SELECT * FROM action_fraud WHERE body <> 'total' AND financial_year IN ('2016-17', '2017-18', '2018-19')
),
from_file AS (
    SELECT max(source) AS source, max(sha256) AS sha256 FROM files WHERE dataset = 'action_fraud' AND NOT superseded
),
every_year AS (
    SELECT body FROM told GROUP BY body HAVING count(DISTINCT financial_year) = 3
),
facts AS (
    SELECT 'exceed_' || replace(financial_year, '-', '_') AS name, count(*) FILTER (outcomes > referred) AS value
    FROM told GROUP BY financial_year
    UNION ALL
    SELECT 'bodies', count(*) FROM every_year HAVING count(*) > 0
)
SELECT facts.name, facts.value, 'count' AS unit, from_file.source, from_file.sha256
FROM facts CROSS JOIN from_file
ORDER BY facts.name
