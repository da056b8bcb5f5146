-- Question: who published what a measure reads, and under which licence may it be used?
-- Grain: one row per publisher and licence.
-- Reads: feeds, schemes. Params: reads (data sets; `tidy:<scheme>` for a scheme of tidy counts).
SELECT DISTINCT publisher, publisher_cy, licence, licence_cy, address
FROM (
    SELECT dataset, publisher, publisher_cy, licence, licence_cy, address FROM feeds WHERE dataset <> 'tidy_counts'
    UNION ALL
    SELECT dataset, publisher, publisher_cy, licence, licence_cy, address FROM schemes WHERE dataset LIKE 'tidy:%'
)
WHERE list_contains($reads, dataset)
ORDER BY publisher, licence
