-- Question: which kinds of crime does each scheme count, and between which months?
-- Grain: one row per scheme and kind.
-- Reads: kinds, counts.
SELECT kinds.scheme, kinds.code, kinds.name, kinds.name_cy, kinds.family, kinds.activity, kinds.online,
    seen.first_seen, seen.last_seen
FROM kinds
LEFT JOIN (
    SELECT scheme, kind, min(month) AS first_seen, max(month) AS last_seen FROM counts GROUP BY ALL
) AS seen ON seen.scheme = kinds.scheme AND seen.kind = kinds.code
ORDER BY kinds.scheme, kinds.name
