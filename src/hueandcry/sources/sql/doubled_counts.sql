-- Check: one count per scheme, area, kind and month.
SELECT scheme, area, kind, month FROM counts GROUP BY ALL HAVING count(*) > 1
