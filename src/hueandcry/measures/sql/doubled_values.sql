-- Check: one value per measure, version, body, part and period.
SELECT measure, version, body, part, period FROM measure_values GROUP BY ALL HAVING count(*) > 1
