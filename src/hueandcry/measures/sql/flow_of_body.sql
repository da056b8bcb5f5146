-- Question: what became of the crimes of a body, kind and year?
-- Grain: one row per stage, where it came from, and label; without a year, of the latest.
-- Reads: measure_flows, outcome_names, bodies. Params: body, kind, period.
SELECT measure_flows.*, bodies.name, nullif(bodies.name_cy, '') AS name_cy, bodies.kind AS body_kind,
    outcome.name AS outcome_name, outcome.name_cy AS outcome_name_cy, result.name AS result_name,
    result.name_cy AS result_name_cy
FROM measure_flows
JOIN bodies ON bodies.slug = measure_flows.body
LEFT JOIN outcome_names AS outcome
    ON outcome.code = CASE stage WHEN 'court' THEN came_from ELSE label END
LEFT JOIN outcome_names AS result ON stage = 'court' AND result.code = label
WHERE body = $body AND measure_flows.kind = $kind
    AND period = coalesce($period, (SELECT max(period) FROM measure_flows WHERE body = $body AND kind = $kind))
ORDER BY stage, came_from, n DESC, label
