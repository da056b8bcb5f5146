-- Question: what do analysts say about the figures of one force?
-- Grain: one row per note that stands, newest month first.
-- Reads: notes.
-- Params: $force.
SELECT body, month, text, author, noted_on
FROM notes WHERE body = $force
ORDER BY month DESC, noted_on, text
