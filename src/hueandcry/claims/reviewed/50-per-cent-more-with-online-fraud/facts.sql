-- Question: how many incidents of fraud and of computer misuse did the survey first estimate, year ending March 2016?
-- Grain: one row per fact.
-- Reads: published_figures, files.
WITH named (measure, name) AS (
    VALUES ('CSEW fraud incidents (first estimate)', 'fraud'), ('CSEW computer misuse incidents (first estimate)', 'misuse')
)
SELECT named.name, published_figures.value, 'count' AS unit, files.source, files.sha256
FROM published_figures
JOIN named ON named.measure = published_figures.measure
LEFT JOIN files ON files.dataset = 'published_figures' AND files.period = 'all' AND NOT files.superseded
WHERE published_figures.period_end = DATE '2016-03-31' AND NOT published_figures.secondary
