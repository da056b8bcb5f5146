-- Question: how many incidents of fraud and of computer misuse did a survey of households estimate for a year?
-- Grain: one row per measure: where several sources tell it, of the first hand.
-- Reads: published_figures.
-- Parameters: ends (the last day of the year).
SELECT measure, value, unit, source, url, secondary
FROM published_figures
WHERE period_end = $ends AND measure LIKE 'CSEW %incidents' AND unit LIKE 'incidents%'
QUALIFY row_number() OVER (PARTITION BY measure ORDER BY secondary, source, url, value) = 1
ORDER BY measure DESC
