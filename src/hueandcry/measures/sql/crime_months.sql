-- Question: for how many months can the crimes of a month be followed in the outcomes files?
-- Grain: one row per body and month of its street files, whether published or missing.
-- Reads: coverage.
-- `followed` counts the months without a gap, from the month of the crime on: 0 = not even that one; 7 = it and the six
-- after it. `doubt` tells whether what was published for the month itself is suspect.
WITH street AS (
    SELECT body, month, state FROM coverage WHERE dataset = 'street'
),
published AS (
    SELECT body, month, month - to_months((row_number() OVER (PARTITION BY body ORDER BY month))::INTEGER) AS run
    FROM coverage WHERE dataset = 'outcomes' AND state IN ('complete', 'suspect')
),
runs AS (
    SELECT body, min(month) AS first, max(month) AS last FROM published GROUP BY body, run
)
SELECT street.body, street.month, street.state IN ('complete', 'suspect') AS published, street.state = 'suspect' AS doubt,
    coalesce(date_diff('month', street.month, runs.last) + 1, 0)::INTEGER AS followed
FROM street LEFT JOIN runs ON runs.body = street.body AND street.month BETWEEN runs.first AND runs.last
ORDER BY street.body, street.month
