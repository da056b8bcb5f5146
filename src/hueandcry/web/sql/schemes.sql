-- Question: which ways of counting are loaded?
-- Grain: one row per scheme.
-- Reads: schemes.
SELECT code, title, title_cy, publisher, publisher_cy, licence, licence_cy, address, dataset, absent
FROM schemes ORDER BY code
