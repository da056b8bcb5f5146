-- Question: how is a measure defined, in each of its versions?
-- Grain: one row per measure and version, oldest version first; NULL asks for all.
-- Reads: measures, measure_parts. Params: slug.
SELECT measures.slug, measures.version, measures.since, measures.latest, measures.definition,
    list(part ORDER BY place) FILTER (part IS NOT NULL) AS part_codes,
    list(name ORDER BY place) FILTER (part IS NOT NULL) AS part_names,
    list(name_cy ORDER BY place) FILTER (part IS NOT NULL) AS part_names_cy
FROM measures
LEFT JOIN measure_parts ON measure_parts.measure = measures.slug AND measure_parts.version = measures.version
WHERE measures.slug = coalesce($slug, measures.slug)
GROUP BY ALL
ORDER BY measures.slug, measures.version
