-- Question: which rises are there, strongest evidence first?
-- Grain: one row per scheme, area, kind and month that rose.
-- Reads: rises, areas. Params: from and until (months), force, kind and area (empty = all), many, after.
SELECT rises.scheme, rises.area, areas.name AS area_name, areas.name_cy AS area_name_cy, rises.level, rises.force,
    rises.kind, rises.month, rises.observed, rises.expected, rises.lower, rises.upper_usual, rises.upper,
    rises.p_value, rises.q_value, rises.verdict, rises.why, rises.why_cy, rises.since, rises."over" AS ended,
    rises.years
FROM rises JOIN areas ON areas.code = rises.area
WHERE rises.verdict = 'rise' AND rises.month BETWEEN $from AND $until
    AND ($force = '' OR rises.force = $force)
    AND ($kind = '' OR rises.kind = $kind)
    AND ($area = '' OR rises.area = $area)
ORDER BY rises.month DESC, rises.q_value, rises.p_value, rises.observed DESC, rises.area, rises.kind
LIMIT $many OFFSET $after
