-- Question: which ways of counting are loaded?
-- Grain: one row per scheme.
-- Reads: schemes.
SELECT code, title, publisher, licence, address, dataset, absent FROM schemes ORDER BY code
