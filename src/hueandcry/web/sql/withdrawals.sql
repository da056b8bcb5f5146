-- Question: which rises told by an earlier build does this one not confirm?
-- Grain: one row per withdrawn rise.
-- Reads: withdrawn, areas.
SELECT withdrawn.scheme, withdrawn.area, areas.name AS area_name, areas.name_cy AS area_name_cy, areas.level,
    areas.force, withdrawn.kind, withdrawn.month, withdrawn.was_observed, withdrawn.now_observed,
    withdrawn.published_in, withdrawn.withdrawn_in, withdrawn.why
FROM withdrawn LEFT JOIN areas ON areas.code = withdrawn.area
ORDER BY withdrawn.month DESC, area_name, withdrawn.kind
