-- Check: a value lies between its limits.
SELECT measure, body, part, period, lower, value, upper FROM measure_values
WHERE lower > value * (1 + 1e-9) OR upper < value * (1 - 1e-9)
