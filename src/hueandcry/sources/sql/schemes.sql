-- Question: which ways of counting are there, that are never added together?
-- Grain: one row per scheme that has counts. `absent` = what a covered month without a row means: zero or unknown.
-- Reads: counts, feeds, landed_tidy_counts.
SELECT 'street' AS code, feeds.title, feeds.title_cy, feeds.publisher, feeds.publisher_cy, feeds.licence,
    feeds.licence_cy, feeds.address, 'street' AS dataset, 'zero' AS absent
FROM feeds WHERE feeds.dataset = 'street' AND EXISTS (FROM counts WHERE scheme = 'street')
UNION ALL
SELECT 'mps', feeds.title, feeds.title_cy, feeds.publisher, feeds.publisher_cy, feeds.licence, feeds.licence_cy,
    feeds.address, 'mps_borough', 'unknown'
FROM feeds WHERE feeds.dataset = 'mps_borough' AND EXISTS (FROM counts WHERE scheme = 'mps')
UNION ALL
SELECT scheme, any_value(title), any_value(title_cy), any_value(publisher), any_value(publisher_cy), any_value(licence),
    any_value(licence_cy), any_value(address), 'tidy:' || scheme, any_value(absent)
FROM landed_tidy_counts GROUP BY scheme
