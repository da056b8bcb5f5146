-- Question: what do analysts say about the figures of which force and month?
-- Grain: one row per note that stands, newest month first.
-- Reads: notes.
SELECT body, month, text, author, noted_on
FROM notes ORDER BY body, month DESC, noted_on, text
