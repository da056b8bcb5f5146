-- Question: which rises published before does this build not confirm?
-- Grain: one row per scheme, area, kind and month. A rise whose month no longer is among those judged again (see
-- judging_windows) is not withdrawn, nor is one of an area that is no longer known.
-- Reads: published_before, rises, counts, areas, schemes, coverage, judging_windows (scheme, level, months).
WITH latest AS (
    SELECT scheme, force, max(month) AS month FROM rises GROUP BY scheme, force
)
SELECT
    before.scheme, before.area, before.kind, before.month,
    before.observed AS was_observed,
    coalesce(
        rises.observed,
        CASE WHEN coverage.state IN ('complete', 'suspect') THEN
            coalesce(counts.n, CASE WHEN schemes.absent = 'zero' THEN 0 END)
        END
    ) AS now_observed,
    before.published_in,
    before.withdrawn_in
FROM published_before AS before
JOIN areas ON areas.code = before.area
LEFT JOIN judging_windows ON judging_windows.level = areas.level AND judging_windows.scheme = before.scheme
LEFT JOIN schemes ON schemes.code = before.scheme
LEFT JOIN latest ON latest.scheme = before.scheme AND latest.force = areas.force
LEFT JOIN rises ON rises.scheme = before.scheme AND rises.area = before.area
    AND rises.kind = before.kind AND rises.month = before.month
LEFT JOIN counts ON counts.scheme = before.scheme AND counts.area = before.area
    AND counts.kind = before.kind AND counts.month = before.month
LEFT JOIN coverage ON coverage.body = areas.force AND coverage.dataset = schemes.dataset AND coverage.month = before.month
WHERE rises.verdict IS DISTINCT FROM 'rise'
    AND (latest.month IS NULL OR date_diff('month', before.month, latest.month) < judging_windows.months)
ORDER BY ALL
