-- Question: the crimes of which months of a year are followed?
-- Grain: one row per body and year: the first and the last month, and how many are there.
-- Reads: coverage.
-- Only months whose crimes and whose outcomes are published can be followed: up to the last file of outcomes.
SELECT street.body, strftime(street.month, '%Y') AS period, min(street.month) AS first, max(street.month) AS last,
    count(*)::INTEGER AS months
FROM coverage AS street
JOIN (
    SELECT body, max(month) AS followed_until FROM coverage
    WHERE dataset = 'outcomes' AND state IN ('complete', 'suspect') GROUP BY body
) AS outcomes ON outcomes.body = street.body AND street.month <= outcomes.followed_until
WHERE street.dataset = 'street' AND street.state IN ('complete', 'suspect')
GROUP BY ALL
ORDER BY street.body, period
