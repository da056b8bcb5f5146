-- Question: for how many months can the crimes of a month be followed in the outcomes files, and can these be believed?
-- Grain: one row per body and month of its street files, whether published or missing.
-- Reads: coverage.
-- `followed` counts the months without a gap, from the month of the crime on: 0 = not even that one; 7 = it and the six
-- after it. `doubt` tells whether what was published for the month itself is suspect; `doubt_after`, how many months later
-- the first file of outcomes is (0 = that of the month itself; empty = none).
WITH street AS (
    SELECT body, month, state FROM coverage WHERE dataset = 'street'
),
published AS (
    SELECT body, month, state, month - to_months((row_number() OVER (PARTITION BY body ORDER BY month))::INTEGER) AS run
    FROM coverage WHERE dataset = 'outcomes' AND state IN ('complete', 'suspect')
),
runs AS (
    SELECT body, min(month) AS first, max(month) AS last FROM published GROUP BY body, run
),
doubted AS (
    SELECT street.body, street.month, min(date_diff('month', street.month, published.month)) AS after
    FROM street JOIN published ON published.body = street.body AND published.month >= street.month
    WHERE published.state = 'suspect'
    GROUP BY ALL
)
SELECT street.body, street.month, street.state IN ('complete', 'suspect') AS published, street.state = 'suspect' AS doubt,
    coalesce(date_diff('month', street.month, runs.last) + 1, 0)::INTEGER AS followed,
    doubted.after::INTEGER AS doubt_after
FROM street
LEFT JOIN runs ON runs.body = street.body AND street.month BETWEEN runs.first AND runs.last
LEFT JOIN doubted ON doubted.body = street.body AND doubted.month = street.month
ORDER BY street.body, street.month
