-- Check: a claim that stands or does not stand has figures on both sides
-- Reads: claims.
SELECT id, verdict FROM claims
WHERE verdict <> 'cannot be checked' AND (claimed IS NULL OR recomputed IS NULL)
