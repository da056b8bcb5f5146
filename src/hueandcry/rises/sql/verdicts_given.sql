-- Question: how many series came to which verdict in a month?
-- Grain: one row per month and verdict. Without a month: the latest judged for each scheme and force.
-- Reads: rises, judged. Params: month, force, kind; NULL = all.
WITH latest AS (
    SELECT DISTINCT scheme, force, month FROM judged
)
SELECT rises.month, rises.verdict, count(*)::BIGINT AS series
FROM rises JOIN latest ON latest.scheme = rises.scheme AND latest.force = rises.force
WHERE rises.month = coalesce($month::DATE, latest.month)
    AND ($force::VARCHAR IS NULL OR rises.force = $force)
    AND ($kind::VARCHAR IS NULL OR rises.kind = $kind)
GROUP BY ALL
ORDER BY ALL
