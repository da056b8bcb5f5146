-- Question: which places are called like this?
-- Grain: one row per area, best first: the name itself, names that begin so, names with a word that begins so.
-- Reads: areas. Params: name (folded: small letters, no accents, no marks), levels, many.
WITH folded AS (
    SELECT code, name, name_cy, level, parent, force, population, begins, ends,
        trim(regexp_replace(regexp_replace(strip_accents(lower(replace(name, '&', ' and '))), '[''’.]', '', 'g'),
            '[^a-z0-9]+', ' ', 'g')) AS said,
        trim(regexp_replace(regexp_replace(strip_accents(lower(coalesce(name_cy, ''))), '[''’.]', '', 'g'),
            '[^a-z0-9]+', ' ', 'g')) AS said_cy
    FROM areas WHERE list_contains($levels::VARCHAR[], level)
)
SELECT code, name, name_cy, level, parent, force, population, begins, ends,
    CASE
        WHEN said = $name OR said_cy = $name THEN 0
        WHEN starts_with(said, $name) OR starts_with(said_cy, $name) THEN 1
        ELSE 2
    END AS rank
FROM folded
WHERE starts_with(said, $name) OR contains(said, ' ' || $name)
    OR starts_with(said_cy, $name) OR contains(said_cy, ' ' || $name)
ORDER BY rank, CASE level WHEN 'district' THEN 0 WHEN 'force' THEN 1 ELSE 2 END, name, code
LIMIT $many
