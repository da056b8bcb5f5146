-- Question: how many frauds were recorded, and how many does a survey estimate to have happened?
-- Grain: one row per body and wave of a survey, or published estimate.
-- Reads: survey_estimates, survey_waves, published_figures, recorded_rolling, counts, coverage, bodies.
-- A wave asks about the twelve months before the interview: set beside it are the twelve months up to the middle of the
-- asking. Twelve months with a gap are not recorded at all. Where several sources tell an estimate, the first hand counts,
-- and what was told later rather than a first estimate.
WITH asked AS (
    SELECT CASE WHEN split = 'force' THEN domain WHEN survey_estimates.invented THEN 'exampleshire' END AS body,
        survey_estimates.wave AS period, survey_estimates.begins, survey_estimates.ends, value, lower, upper, state,
        date_trunc('month', survey_estimates.begins + INTERVAL (date_diff('day', survey_estimates.begins, survey_estimates.ends) // 2) DAY)
            AS middle
    FROM survey_estimates
    JOIN survey_waves ON survey_waves.survey = survey_estimates.survey AND survey_waves.wave = survey_estimates.wave
    WHERE estimate = 'number-incidents-fraud' AND split IN ('', 'force')
        AND json_extract_string(survey_waves.about, '$.questionnaire.slug') = 'public-attitude'
        AND (split = 'force' OR survey_estimates.invented)
    QUALIFY row_number() OVER (PARTITION BY body, period ORDER BY split, survey_estimates.published_at DESC, survey_estimates.survey) = 1
),
referred AS (
    SELECT coverage.body, coverage.month, coalesce(sum(counts.n), 0) AS n
    FROM coverage
    JOIN bodies ON bodies.slug = coverage.body
    LEFT JOIN counts ON counts.scheme = 'referrals' AND counts.kind = 'referred' AND counts.area = bodies.area_code
        AND counts.month = coverage.month
    WHERE coverage.dataset = 'tidy:referrals' AND coverage.state = 'complete'
    GROUP BY ALL
),
beside AS (
    SELECT asked.*, CASE WHEN count(referred.month) = 12 THEN sum(referred.n) END AS recorded
    FROM asked
    LEFT JOIN referred ON referred.body = asked.body AND referred.month < middle AND referred.month >= middle - INTERVAL 12 MONTH
    GROUP BY ALL
),
national AS (
    SELECT twelve_months_ending, sum(total) AS recorded FROM recorded_rolling
    WHERE body IN ('action-fraud', 'cifas', 'uk-finance')
    GROUP BY ALL HAVING count(*) = 3
),
estimated AS (
    SELECT period_end, value FROM published_figures
    WHERE measure IN ('CSEW fraud incidents', 'CSEW fraud incidents (first estimate)') AND unit LIKE 'incidents%'
        AND period_end IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY period_end ORDER BY secondary, measure, source, url, value) = 1
)
SELECT body, 'fraud' AS part, period, begins, ends, recorded AS numerator, value AS denominator,
    CASE WHEN recorded IS NULL THEN 'missing' WHEN state <> 'shown' THEN 'hidden' ELSE 'shown' END AS state,
    CASE WHEN recorded IS NULL THEN 'nothing-recorded' WHEN state <> 'shown' THEN 'not-estimated' ELSE '' END AS why,
    '' AS flag, lower AS denominator_lower, upper AS denominator_upper
FROM beside
UNION ALL
SELECT 'england-and-wales', 'fraud',
    CASE WHEN month(period_end) = 3 THEN format('{}-{:02d}', year(period_end) - 1, year(period_end) % 100)
        ELSE 'YE ' || strftime(period_end, '%Y-%m') END,
    (period_end - INTERVAL 1 YEAR + INTERVAL 1 DAY)::DATE, period_end, national.recorded, estimated.value,
    CASE WHEN national.recorded IS NULL THEN 'missing' ELSE 'shown' END,
    CASE WHEN national.recorded IS NULL THEN 'nothing-recorded' ELSE '' END,
    CASE WHEN national.recorded IS NULL THEN '' ELSE 'without-error' END, NULL, NULL
FROM estimated LEFT JOIN national ON national.twelve_months_ending = estimated.period_end
ORDER BY begins, body
