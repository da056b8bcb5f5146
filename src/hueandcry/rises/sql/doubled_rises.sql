-- Check: one row per scheme, area, kind and month.
SELECT scheme, area, kind, month FROM rises GROUP BY ALL HAVING count(*) > 1
