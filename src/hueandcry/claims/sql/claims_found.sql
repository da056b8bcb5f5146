-- Question: what was found of each claim, or of one?
-- Grain: one row per claim.
-- Reads: claims. Params: id (NULL: all).
SELECT
    id, words, claimed, recomputed, verdict, why, who, document, said_on, facts, file, since_build, since_at
FROM claims WHERE id = $id OR $id IS NULL
ORDER BY said_on DESC, id
