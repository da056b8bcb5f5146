-- Check: an area's code stands for one area.
SELECT code, count(*) FROM areas GROUP BY code HAVING count(*) > 1
