-- Question: of the series judged in the latest month, how many came to which verdict?
-- Grain: one row per scheme, force, level and verdict met; `month` is the latest judged for that scheme and force.
-- Reads: rises.
WITH latest AS (
    SELECT scheme, force, max(month) AS month FROM rises GROUP BY scheme, force
)
SELECT rises.scheme, rises.force, rises.level, rises.month, rises.verdict, count(*)::BIGINT AS series
FROM rises JOIN latest USING (scheme, force, month)
GROUP BY ALL
ORDER BY ALL
