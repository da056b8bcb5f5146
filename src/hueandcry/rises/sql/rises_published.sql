-- Question: which rises does this build publish, and which does it take back?
-- Grain: one row per scheme, area, kind and month. `withdrawn_in` is NULL for rises that stand.
-- Reads: rises, withdrawn, build_info.
SELECT scheme, area, kind, month, observed, (SELECT value FROM build_info WHERE key = 'build') AS published_in,
    NULL::VARCHAR AS withdrawn_in
FROM rises WHERE verdict = 'rise'
UNION ALL
SELECT scheme, area, kind, month, was_observed, published_in, withdrawn_in FROM withdrawn
ORDER BY ALL
