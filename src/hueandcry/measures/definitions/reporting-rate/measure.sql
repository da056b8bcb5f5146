-- Question: what share of victims says that it was reported?
-- Grain: one row per body, kind of crime and wave of a survey, or published figure.
-- Reads: survey_estimates, survey_waves, published_figures.
-- Of the surveys that ask the same of the same people in one period the one published last counts. `everybody-surveyed`
-- is everybody a survey speaks for, wherever that is; of the invented county it is the county.
WITH asked AS (
    SELECT survey_estimates.*, json_extract_string(survey_waves.about, '$.questionnaire.slug') AS questionnaire
    FROM survey_estimates
    JOIN survey_waves ON survey_waves.survey = survey_estimates.survey AND survey_waves.wave = survey_estimates.wave
    WHERE estimate IN ('reported-fraud', 'reported-computer-misuse', 'reported-threats-online') AND split IN ('', 'force')
),
told AS (
    SELECT CASE WHEN split = 'force' THEN domain WHEN invented THEN 'exampleshire' ELSE 'everybody-surveyed' END AS body,
        replace(estimate, 'reported-', '') || CASE questionnaire WHEN 'business-attitude' THEN '-against-businesses' ELSE '' END AS part,
        wave AS period, *
    FROM asked
    WHERE questionnaire IN ('public-attitude', 'business-attitude')
    QUALIFY row_number() OVER (PARTITION BY body, part, period ORDER BY split, published_at DESC, survey) = 1
)
SELECT body, part, period, begins, ends, NULL::DOUBLE AS numerator, base::DOUBLE AS denominator,
    CASE state WHEN 'shown' THEN 'shown' ELSE 'hidden' END AS state,
    CASE state WHEN 'shown' THEN '' ELSE 'too-few-answered' END AS why,
    '' AS flag, value, lower, upper
FROM told
UNION ALL
SELECT 'england-and-wales', 'fraud',
    CASE WHEN month(period_end) = 3 THEN format('{}-{:02d}', year(period_end) - 1, year(period_end) % 100)
        ELSE 'YE ' || strftime(period_end, '%Y-%m') END,
    (period_end - INTERVAL 1 YEAR + INTERVAL 1 DAY)::DATE, period_end, NULL, NULL, 'shown', '', 'incidents-rounded',
    value / 100, NULL, NULL
FROM published_figures
WHERE measure = 'fraud incidents reported to Action Fraud or the police' AND unit = 'percent' AND period_end IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY period_end ORDER BY secondary, source, url, value) = 1
ORDER BY begins, body, part
