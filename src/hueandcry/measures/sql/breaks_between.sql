-- Question: what changed between the first day of one period and the last of another?
-- Grain: one row per reviewed break of the measure's scheme, part and body; one with an empty title where there is none.
-- `own` holds the breaks that the definition itself tells of, as JSON.
-- Reads: measures, breaks. Params: slug, version, part, body, first, last.
-- A break that truncates or goes elsewhere counts where it begins after the first day; one that only marks or leaves out,
-- wherever it touches a period.
SELECT breaks.effect, breaks.title, breaks.title_cy, json_extract(measures.definition, '$.breaks')::VARCHAR AS own
FROM measures
LEFT JOIN breaks ON coalesce(breaks.scheme, '') IN ('', measures.scheme)
    AND coalesce(breaks.body, '') IN ('', $body)
    AND coalesce(breaks.area, '') = ''
    AND (len(breaks.kinds) = 0 OR list_contains(breaks.kinds, $part))
    AND CASE WHEN breaks.effect IN ('truncate', 'elsewhere') THEN breaks.first > $first AND breaks.first <= $last
        ELSE breaks.first <= $last AND coalesce(breaks.last, breaks.first) >= $first END
WHERE measures.slug = $slug AND measures.version = $version
ORDER BY breaks.first, breaks.id
