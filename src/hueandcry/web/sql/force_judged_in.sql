-- Question: how many series inside a force got which verdict in some earlier month?
-- Grain: one row per verdict. The force's own series are left out: these are its districts and small areas.
-- Reads: rises. Params: force, month.
SELECT verdict, count(*) AS series
FROM rises WHERE force = $force AND month = $month AND level <> 'force' GROUP BY verdict
