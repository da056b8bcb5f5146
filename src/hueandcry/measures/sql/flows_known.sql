-- Question: of which bodies, kinds and years is it known what became of crimes?
-- Grain: one row per body, kind and year.
-- Reads: measure_flows.
SELECT body, kind, period FROM measure_flows WHERE stage = 'crime' ORDER BY body, kind, period
