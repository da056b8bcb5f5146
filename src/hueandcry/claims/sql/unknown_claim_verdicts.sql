-- Check: every verdict on a claim is one of the four
-- Reads: claims.
SELECT id, verdict FROM claims
WHERE verdict NOT IN ('stands', 'stands with a caveat', 'does not stand', 'cannot be checked')
