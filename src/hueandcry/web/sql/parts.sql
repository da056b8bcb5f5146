-- Question: how were the kinds judged in each small area of a district, in the months asked for?
-- Grain: one row per small area, scheme, month and verdict; small areas that were not judged have one row without.
-- Reads: areas, rises. Params: district, months.
SELECT areas.code, areas.name, areas.name_cy, told.scheme, told.month, told.verdict, told.series
FROM areas
LEFT JOIN (
    SELECT rises.area, rises.scheme, rises.month, rises.verdict, count(*) AS series
    FROM rises JOIN areas AS within ON within.code = rises.area AND within.parent = $district
    WHERE rises.level = 'lsoa' AND list_contains($months::DATE[], rises.month)
    GROUP BY ALL
) AS told ON told.area = areas.code
WHERE areas.parent = $district AND areas.level = 'lsoa'
ORDER BY areas.name, areas.code
