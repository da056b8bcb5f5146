-- Question: what became of the crimes of a year: which outcome did they have, and which result in court?
-- Grain: one row per body, kind ('' = all), year of the crime, stage (crime, outcome, court), where it came from, label.
-- `n` counts each Crime ID once. Labels of a stage add up to where they came from: `none-published` = the files tell of
-- none. `followed_until` is the last month of the body's outcomes files, `gaps` how many months before it are missing
-- since the first crime of the year, `courts_until` the last month with any result of a court.
-- Reads: crime_results, coverage, outcomes, outcome_names, outcome_stages.
WITH published AS (
    SELECT body, max(month) AS followed_until FROM coverage
    WHERE dataset = 'outcomes' AND state IN ('complete', 'suspect') GROUP BY body
),
courts AS (
    SELECT outcomes.body, max(outcomes.month) AS courts_until
    FROM outcomes
    JOIN outcome_names ON outcome_names.name = outcomes.outcome
    JOIN outcome_stages ON outcome_stages.code = outcome_names.code AND outcome_stages.stage = 'court'
    GROUP BY outcomes.body
),
followed AS (
    SELECT crime_results.body, kind, strftime(month, '%Y') AS period, coalesce(outcome, 'none-published') AS outcome,
        coalesce(result, 'none-published') AS result, sum(crimes)::BIGINT AS n
    FROM crime_results JOIN published ON published.body = crime_results.body AND month <= followed_until
    GROUP BY ALL
),
with_all AS (
    FROM followed
    UNION ALL
    SELECT body, '', period, outcome, result, sum(n)::BIGINT FROM followed GROUP BY ALL
),
staged AS (
    SELECT body, kind, period, 'crime' AS stage, '' AS came_from, '' AS label, sum(n)::BIGINT AS n
    FROM with_all GROUP BY ALL
    UNION ALL
    SELECT body, kind, period, 'outcome', '', outcome, sum(n)::BIGINT FROM with_all GROUP BY ALL
    UNION ALL
    SELECT body, kind, period, 'court', outcome, result, sum(n)::BIGINT FROM with_all WHERE outcome = 'charged' GROUP BY ALL
),
missing AS (
    SELECT staged.body, staged.period, count(*) AS gaps
    FROM (SELECT DISTINCT body, period FROM staged) AS staged
    JOIN coverage ON coverage.body = staged.body AND coverage.dataset = 'outcomes'
    WHERE coverage.state IN ('missing', 'partial') AND coverage.month >= (staged.period || '-01-01')::DATE
    GROUP BY ALL
)
SELECT staged.*, published.followed_until, courts.courts_until, coalesce(missing.gaps, 0)::INTEGER AS gaps
FROM staged
JOIN published ON published.body = staged.body
LEFT JOIN courts ON courts.body = staged.body
LEFT JOIN missing ON missing.body = staged.body AND missing.period = staged.period
ORDER BY staged.body, kind, staged.period, stage, came_from, n DESC, label
