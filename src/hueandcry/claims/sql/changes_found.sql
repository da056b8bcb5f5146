-- Question: which verdicts were given first, or changed, and when?
-- Grain: one row per claim and build in which its verdict became another, newest first.
-- Reads: claim_changes, claims (a claim that is no longer reviewed is not spoken of). Params: claim (NULL: all).
SELECT
    claim_changes.claim, claim_changes.build, claim_changes.changed_at, claim_changes.was,
    claim_changes.now, claim_changes.recomputed, claim_changes.why, claim_changes.why_cy, claims.title, claims.title_cy
FROM claim_changes JOIN claims ON claims.id = claim_changes.claim
WHERE claim_changes.claim = $claim OR $claim IS NULL
ORDER BY claim_changes.changed_at DESC, claim_changes.claim
