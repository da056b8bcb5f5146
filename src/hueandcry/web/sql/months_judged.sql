-- Question: for which months is anything judged, and in how many series of them?
-- Grain: one row per month.
-- Reads: rises.
SELECT month, count(*) AS series, count(*) FILTER (verdict = 'rise') AS rose FROM rises GROUP BY month ORDER BY month DESC
