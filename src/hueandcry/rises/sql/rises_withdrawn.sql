-- Question: which rises published earlier does this build no longer confirm?
-- Grain: one row per scheme, area, kind and month.
-- Reads: withdrawn, areas, kinds. Params: force; NULL = all.
SELECT withdrawn.*, areas.name AS area_name, areas.name_cy AS area_name_cy, areas.level, areas.force,
    kinds.name AS kind_name, kinds.name_cy AS kind_name_cy
FROM withdrawn
JOIN areas ON areas.code = withdrawn.area
LEFT JOIN kinds ON kinds.scheme = withdrawn.scheme AND kinds.code = withdrawn.kind
WHERE $force::VARCHAR IS NULL OR areas.force = $force
ORDER BY withdrawn.month DESC, withdrawn.scheme, withdrawn.area, withdrawn.kind
