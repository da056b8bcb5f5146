-- Question: what became of crimes, and how many months after the crime?
-- Grain: one row per body, kind, month of the crime, furthest outcome before any court, result in court, and months
-- until the first outcome, the naming of a suspect, the charge and the result. `crimes` counts each Crime ID once.
-- Reads: crimes, outcomes, outcome_names, outcome_stages (code, stage, weight, counts_as).
-- A Crime ID may stand in several rows of either table: both are brought to one row per id before they meet, so that the
-- join never multiplies. A crime without an id (anti-social behaviour) cannot be followed and is not here. Of several
-- outcomes, of several offenders, the weightiest counts; one dated before its crime counts as of the same month. Whoever
-- has a result in court was charged. A name that is not on file counts as `other`.
WITH named AS (
    SELECT outcome_names.name, outcome_stages.weight
    FROM outcome_names JOIN outcome_stages ON outcome_stages.code = outcome_names.code
),
weighed AS (
    SELECT outcomes.crime_id, outcomes.month, coalesce(named.weight, 1)::UTINYINT AS weight
    FROM outcomes LEFT JOIN named ON named.name = outcomes.outcome
    WHERE coalesce(named.weight, 1) > 0
),
followed AS (
    SELECT crime_id,
        min(month) AS first,
        min(month) FILTER (weight >= 20) AS suspect,
        min(month) FILTER (weight >= 50) AS charged,
        min(month) FILTER (weight >= 70) AS court,
        CASE WHEN max(weight) >= 70 THEN greatest(max(weight) FILTER (weight < 70), 60) ELSE max(weight) END AS outcome,
        max(weight) FILTER (weight >= 70) AS result
    FROM weighed
    GROUP BY crime_id
),
once AS (
    SELECT crime_id, min(month) AS month, min(body) AS body, min(kind) AS kind
    FROM crimes
    WHERE crime_id IS NOT NULL
    GROUP BY crime_id
),
counted AS (
    SELECT once.body, once.kind, once.month, followed.outcome, followed.result,
        CASE WHEN first IS NOT NULL THEN greatest(date_diff('month', once.month, first), 0) END AS outcome_after,
        CASE WHEN suspect IS NOT NULL THEN greatest(date_diff('month', once.month, suspect), 0) END AS suspect_after,
        CASE WHEN charged IS NOT NULL THEN greatest(date_diff('month', once.month, charged), 0) END AS charged_after,
        CASE WHEN court IS NOT NULL THEN greatest(date_diff('month', once.month, court), 0) END AS court_after,
        count(*)::BIGINT AS crimes
    FROM once LEFT JOIN followed ON followed.crime_id = once.crime_id
    GROUP BY ALL
),
labels AS (
    SELECT DISTINCT weight, counts_as FROM outcome_stages WHERE weight > 0
)
SELECT counted.body, counted.kind, counted.month, before.counts_as AS outcome, after.counts_as AS result,
    counted.outcome_after, counted.suspect_after, counted.charged_after, counted.court_after, counted.crimes
FROM counted
LEFT JOIN labels AS before ON before.weight = counted.outcome
LEFT JOIN labels AS after ON after.weight = counted.result
ORDER BY ALL
