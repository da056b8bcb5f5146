-- Question: in how many bodies are there more outcomes than referrals, year by year, and how many bodies are there?
-- Grain: one row per fact: a year, or the number of bodies in every one of the three years (the file is the last year's).
-- Reads: action_fraud, files.
WITH told AS (
    SELECT * FROM action_fraud WHERE body <> 'total' AND financial_year IN ('2016-17', '2017-18', '2018-19')
),
every_year AS (
    SELECT body FROM told GROUP BY body HAVING count(DISTINCT financial_year) = 3
),
facts AS (
    SELECT 'exceed_' || replace(financial_year, '-', '_') AS name, count(*) FILTER (outcomes > referred) AS value,
        financial_year AS period
    FROM told GROUP BY financial_year
    UNION ALL
    SELECT 'bodies', count(*), '2018-19' FROM every_year HAVING count(*) > 0
)
SELECT facts.name, facts.value, 'count' AS unit, files.source, files.sha256
FROM facts
LEFT JOIN files ON files.dataset = 'action_fraud' AND files.period = facts.period AND NOT files.superseded
ORDER BY facts.name
