-- Question: which files were some months of one way of counting read from? (their period says "scheme:first_last")
-- Grain: one row per file.
-- Reads: files, schemes.
-- Parameters: scheme, months (a list, YYYY-MM).
SELECT files.dataset, files.source AS name, files.sha256, max(files.release) AS release,
    any_value(schemes.title) AS title, any_value(schemes.title_cy) AS title_cy,
    any_value(schemes.publisher) AS publisher, any_value(schemes.publisher_cy) AS publisher_cy,
    any_value(schemes.licence) AS licence, any_value(schemes.licence_cy) AS licence_cy
FROM files JOIN schemes ON schemes.code = $scheme
WHERE files.dataset = 'tidy_counts' AND NOT files.superseded AND files.rows_landed > 0
    AND split_part(files.period, ':', 1) = $scheme
    AND EXISTS (
        FROM unnest($months) AS asked (month)
        WHERE asked.month BETWEEN left(split_part(files.period, ':', 2), 7) AND right(files.period, 7)
    )
GROUP BY files.dataset, files.source, files.sha256
ORDER BY ALL
