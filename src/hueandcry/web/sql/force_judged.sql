-- Question: how many series inside a force got which verdict in the latest month judged of each scheme?
-- Grain: one row per verdict. The force's own series are left out: these are its districts and small areas.
-- Reads: judged. Params: force.
SELECT verdict, sum(series)::BIGINT AS series
FROM judged WHERE force = $force AND level <> 'force' GROUP BY verdict
