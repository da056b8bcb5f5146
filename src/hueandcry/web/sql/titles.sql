-- Question: what are the claims and the measures called?
-- Grain: one row per claim, and one per measure in force.
-- Reads: claims, measures.
SELECT 'claims' AS room, id AS slug, title, title_cy FROM claims
UNION ALL
SELECT 'measures' AS room, slug, title, title_cy FROM measures WHERE latest
ORDER BY room, title
