-- Check: a rise was counted, lies above its usual range and its alarm limit, and has its evidence.
SELECT scheme, area, kind, month FROM rises
WHERE verdict = 'rise'
    AND NOT coalesce(observed > upper AND observed > upper_usual AND q_value <= 1 AND years >= 3, false)
