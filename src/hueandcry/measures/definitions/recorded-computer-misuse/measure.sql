-- Question: how many offences of computer misuse were recorded?
-- Grain: one row per body and twelve months of which a figure was published.
-- Reads: published_figures.
SELECT 'action-fraud' AS body, '' AS part,
    CASE WHEN month(period_end) = 3 THEN format('{}-{:02d}', year(period_end) - 1, year(period_end) % 100)
        ELSE 'YE ' || strftime(period_end, '%Y-%m') END AS period,
    (period_end - INTERVAL 1 YEAR + INTERVAL 1 DAY)::DATE AS begins, period_end AS ends,
    any_value(value) AS numerator, NULL::DOUBLE AS denominator, 'shown' AS state, '' AS why,
    CASE WHEN bool_or(secondary) THEN 'second-hand' ELSE '' END AS flag
FROM published_figures
WHERE measure LIKE 'Action Fraud computer misuse%' AND period_end IS NOT NULL
GROUP BY period_end
ORDER BY period_end
