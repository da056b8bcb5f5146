-- Question: how many incidents of fraud and of computer misuse did a survey of households estimate for a year?
-- Grain: one row per measure.
-- Reads: published_figures.
-- Parameters: ends (the last day of the year).
SELECT measure, value, unit, source, url, secondary
FROM published_figures
WHERE period_end = $ends AND measure LIKE 'CSEW %incidents' ORDER BY measure DESC
