-- Question: which bodies can be asked about, and how are they reached?
-- Grain: one row per body that data.police.uk's API lists, or that published crimes loaded here.
-- Reads: bodies, coverage.
-- `listed`: stands in the list of forces. Theirs has the territorial forces of England, Wales and Northern Ireland.
SELECT
    slug,
    name,
    website,
    non_emergency,
    kind = 'invented' AS invented,
    (kind = 'territorial' AND country <> 'Scotland') OR kind = 'invented' AS listed
FROM bodies
WHERE (kind = 'territorial' AND country <> 'Scotland')
    OR slug IN (SELECT body FROM coverage WHERE dataset IN ('street', 'outcomes'))
ORDER BY slug
