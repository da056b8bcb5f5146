-- Question: who published what is read, and under which licence may it be used?
-- Grain: one row per dataset and way of counting (`scheme`; '' of what is no monthly count).
-- Reads: feeds, schemes.
SELECT dataset, '' AS scheme, publisher, licence FROM feeds WHERE dataset <> 'tidy_counts'
UNION ALL
SELECT dataset, code, publisher, licence FROM schemes
ORDER BY ALL
