-- Check: a verdict is one of the eight.
SELECT DISTINCT verdict FROM rises
WHERE verdict IS NULL OR verdict NOT IN (
    'rise', 'within its usual range', 'too few to tell', 'too little history', 'no data', 'suspect', 'break', 'area redrawn'
)
