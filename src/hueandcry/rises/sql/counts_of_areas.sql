-- Question: what was counted in a run of areas, as positions in a table of areas by kinds by months?
-- Grain: one row per area, kind and month with a count.
-- Reads: counts, judging_areas (code, place), judging_kinds (kind, place). Params: scheme, first_area, last_area, level,
-- first_month.
SELECT
    judging_areas.place AS area,
    judging_kinds.place AS kind,
    date_diff('month', $first_month::DATE, counts.month)::INTEGER AS month,
    counts.n
FROM counts
JOIN judging_areas ON judging_areas.code = counts.area AND judging_areas.level = $level
JOIN judging_kinds ON judging_kinds.kind = counts.kind
WHERE counts.scheme = $scheme AND counts.area BETWEEN $first_area AND $last_area
