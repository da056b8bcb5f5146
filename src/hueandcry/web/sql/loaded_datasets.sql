-- Question: what is loaded, of each kind of published table?
-- Grain: one row per dataset that counts. Periods are as the files give them (months, years or spans).
-- Reads: files, feeds.
SELECT
    files.dataset,
    coalesce(any_value(feeds.title), files.dataset) AS title,
    any_value(feeds.title_cy) AS title_cy,
    coalesce(any_value(feeds.publisher), '') AS publisher,
    any_value(feeds.publisher_cy) AS publisher_cy,
    coalesce(any_value(feeds.licence), '') AS licence,
    any_value(feeds.licence_cy) AS licence_cy,
    coalesce(any_value(feeds.address), '') AS address,
    count(*) FILTER (NOT files.superseded) AS parts,
    count(DISTINCT files.sha256) FILTER (NOT files.superseded) AS files,
    count(*) FILTER (files.superseded) AS superseded,
    count(DISTINCT files.body) FILTER (NOT files.superseded) AS bodies,
    sum(files.rows_read) FILTER (NOT files.superseded)::BIGINT AS rows_read,
    sum(files.rows_landed) FILTER (NOT files.superseded)::BIGINT AS rows_landed,
    sum(files.rows_set_aside) FILTER (NOT files.superseded)::BIGINT AS rows_set_aside,
    min(files.period) FILTER (NOT files.superseded) AS first_period,
    max(files.period) FILTER (NOT files.superseded) AS last_period
FROM files
LEFT JOIN feeds ON feeds.dataset = files.dataset
GROUP BY files.dataset
ORDER BY rows_landed DESC, files.dataset
