-- Question: which verdicts were given first, or changed, up to this build?
-- Grain: one row per claim and build in which its verdict became another.
-- Reads: claim_changes.
SELECT * FROM claim_changes ORDER BY changed_at, claim
