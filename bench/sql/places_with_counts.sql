-- Question: which places have counts to show?
-- Grain: one row per small area or district.
-- Reads: areas, counts.
SELECT code FROM areas WHERE level <> 'force' AND code IN (SELECT area FROM counts) ORDER BY code
