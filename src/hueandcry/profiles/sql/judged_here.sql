-- Question: how was each kind judged in one area, in the latest month of each scheme?
-- Grain: one row per scheme and kind.
-- Reads: rises, areas, kinds.
-- Params: $area.
SELECT rises.scheme, rises.kind, kinds.name AS kind_name, kinds.name_cy AS kind_cy, kinds.activity, rises.level,
    areas.name AS area, areas.name_cy AS area_cy, rises.month, rises.observed, rises.lower, rises.upper_usual,
    rises.verdict, rises.q_value, rises.p_value
FROM rises
JOIN areas ON areas.code = rises.area
JOIN kinds ON kinds.scheme = rises.scheme AND kinds.code = rises.kind
WHERE rises.area = $area
QUALIFY rises.month = max(rises.month) OVER (PARTITION BY rises.scheme)
ORDER BY rises.q_value, rises.p_value, kinds.name
