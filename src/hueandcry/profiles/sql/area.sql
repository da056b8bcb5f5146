-- Question: what is known of one area, and of the force that polices it?
-- Grain: at most one row.
-- Reads: areas, bodies.
-- Params: $area.
SELECT areas.code, areas.name, areas.name_cy, areas.level, areas.parent, areas.force, areas.population,
    areas.population_year, bodies.name AS force_name, bodies.name_cy AS force_name_cy, bodies.kind AS force_kind,
    bodies.country
FROM areas
LEFT JOIN bodies ON bodies.slug = areas.force
WHERE areas.code = $area
