-- Question: which ways of counting are judged, and what does a month without a row mean in each?
-- Grain: one row per scheme. `absent` = zero or unknown.
-- Reads: schemes.
SELECT code, dataset, absent FROM schemes ORDER BY code
