-- Question: which rises are over, and since when?
-- Grain: one row per scheme, area, kind and month in which a rise was found to be over.
-- Reads: rises, areas. Params: from (month), force and area (empty = all), many.
SELECT rises.scheme, rises.area, areas.name AS area_name, areas.name_cy AS area_name_cy, rises.level, rises.force,
    rises.kind, rises.month, rises.observed, rises.expected, rises.lower, rises.upper_usual, rises.upper,
    rises.p_value, rises.q_value, rises.verdict, rises.why, rises.why_cy, rises.since, rises."over" AS ended,
    rises.years
FROM rises JOIN areas ON areas.code = rises.area
WHERE rises."over" = rises.month AND rises.verdict <> 'rise' AND rises.month >= $from
    AND ($force = '' OR rises.force = $force)
    AND ($area = '' OR rises.area = $area)
ORDER BY rises.month DESC, rises.area, rises.kind
LIMIT $many
