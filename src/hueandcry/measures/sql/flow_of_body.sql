-- Question: what became of the crimes of a body, kind and year?
-- Grain: one row per stage, where it came from, and label; without a year, of the latest whole one, else of the latest.
-- `first`, `last` and `months` tell which months of the year are followed: those up to the last file of outcomes.
-- Reads: measure_flows, coverage, outcome_names, bodies. Params: body, kind, period.
WITH spans AS (
    SELECT strftime(street.month, '%Y') AS period, min(street.month) AS first, max(street.month) AS last,
        count(*)::INTEGER AS months
    FROM coverage AS street
    WHERE street.body = $body AND street.dataset = 'street' AND street.state IN ('complete', 'suspect')
        AND street.month <= (SELECT max(month) FROM coverage
            WHERE body = $body AND dataset = 'outcomes' AND state IN ('complete', 'suspect'))
    GROUP BY ALL
),
known AS (
    SELECT measure_flows.*, spans.first, spans.last, spans.months
    FROM measure_flows LEFT JOIN spans ON spans.period = measure_flows.period
    WHERE body = $body AND kind = $kind
)
SELECT known.*, bodies.name, nullif(bodies.name_cy, '') AS name_cy, bodies.kind AS body_kind,
    outcome.name AS outcome_name, outcome.name_cy AS outcome_name_cy, result.name AS result_name,
    result.name_cy AS result_name_cy
FROM known
JOIN bodies ON bodies.slug = known.body
LEFT JOIN outcome_names AS outcome
    ON outcome.code = CASE stage WHEN 'court' THEN came_from ELSE label END
LEFT JOIN outcome_names AS result ON stage = 'court' AND result.code = label
WHERE known.period = coalesce($period, (SELECT arg_max(period, (coalesce(months, 0) = 12, period)) FROM known))
ORDER BY stage, came_from, n DESC, label
