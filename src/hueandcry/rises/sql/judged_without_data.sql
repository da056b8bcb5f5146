-- Check: a month that its force did not publish whole was not judged.
SELECT rises.scheme, rises.area, rises.kind, rises.month
FROM rises
JOIN schemes ON schemes.code = rises.scheme
LEFT JOIN coverage ON coverage.body = rises.force AND coverage.dataset = schemes.dataset AND coverage.month = rises.month
WHERE rises.verdict IN ('rise', 'within its usual range') AND coverage.state IS DISTINCT FROM 'complete'
