-- Question: what are the claims and the measures called, and what came of each claim?
-- Grain: one row per claim, and one per measure in force.
-- Reads: claims, measures.
SELECT 'claims' AS room, id AS slug, title, title_cy, verdict FROM claims
UNION ALL
SELECT 'measures' AS room, slug, title, title_cy, '' AS verdict FROM measures WHERE latest
ORDER BY room, title
