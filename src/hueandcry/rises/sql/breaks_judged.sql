-- Question: which breaks change what a count of this scheme is compared with?
-- Grain: one row per break. Breaks that are only drawn (mark) change nothing here.
-- Reads: breaks. Params: scheme.
SELECT body, area, kinds, first, last, effect, title, title_cy
FROM breaks
WHERE effect <> 'mark' AND coalesce(scheme, '') IN ('', $scheme)
ORDER BY first, id
