-- Question: which series rose in a month, in places and of kinds?
-- Grain: one row per scheme, area and kind. Without a month: the latest judged for each scheme and force.
-- Reads: rises, judged, areas, kinds. Params: month, force, kind; NULL = all.
WITH latest AS (
    SELECT DISTINCT scheme, force, month FROM judged
)
SELECT
    rises.area AS area_code, areas.name AS area, areas.name_cy AS area_cy, rises.level, rises.kind, rises.month,
    rises.observed, rises.expected, rises.lower, rises.upper_usual, rises.upper, rises.p_value, rises.q_value,
    rises.verdict, rises.scheme, rises.force, kinds.name AS kind_name, kinds.name_cy AS kind_cy, kinds.activity,
    rises.years, rises.since, rises.over, rises.why
FROM rises
JOIN latest ON latest.scheme = rises.scheme AND latest.force = rises.force
JOIN areas ON areas.code = rises.area
JOIN kinds ON kinds.scheme = rises.scheme AND kinds.code = rises.kind
WHERE rises.verdict = 'rise'
    AND rises.month = coalesce($month::DATE, latest.month)
    AND ($force::VARCHAR IS NULL OR rises.force = $force)
    AND ($kind::VARCHAR IS NULL OR rises.kind = $kind)
ORDER BY rises.scheme, rises.area, rises.kind
