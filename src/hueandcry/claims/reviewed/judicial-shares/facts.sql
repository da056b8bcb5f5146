-- Question: how many outcomes did all bodies record in each year, and how many of them were judicial?
-- Grain: one row per fact: a year's judicial outcomes, or its outcomes.
-- Reads: action_fraud, files.
WITH told AS (
    SELECT financial_year, judicial, outcomes, files.source, files.sha256
    FROM action_fraud
    LEFT JOIN files ON files.dataset = 'action_fraud' AND files.period = financial_year AND NOT files.superseded
    WHERE action_fraud.body = 'total' AND financial_year IN ('2016-17', '2017-18', '2018-19')
)
SELECT 'judicial_' || replace(financial_year, '-', '_') AS name, judicial AS value, 'count' AS unit, source, sha256 FROM told
UNION ALL
SELECT 'outcomes_' || replace(financial_year, '-', '_'), outcomes, 'count', source, sha256 FROM told
ORDER BY name
