-- Check: of what is hidden no number stands in the build, which anybody may download.
SELECT measure, body, part, period FROM measure_values
WHERE state = 'hidden' AND coalesce(numerator, denominator, beside, value, lower, upper, z) IS NOT NULL
