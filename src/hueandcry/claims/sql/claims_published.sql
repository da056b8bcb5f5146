-- Question: which verdict does this build give on each claim?
-- Grain: one row per claim.
-- Reads: claims.
SELECT id, verdict, claimed, recomputed FROM claims ORDER BY id
