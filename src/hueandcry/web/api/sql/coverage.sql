-- Question: which months did each body publish, and how completely?
-- Grain: one row per dataset, body and month within what the body ever published.
-- Reads: coverage.
SELECT dataset, body, month, state FROM coverage WHERE dataset IN ('street', 'outcomes')
