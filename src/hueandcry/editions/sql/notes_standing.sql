-- Question: what do analysts say about the figures of some months?
-- Grain: one row per note that stands, by name of the body (one that the build no longer knows: by its slug), newest
-- month first.
-- Reads: notes, bodies.
-- Parameters: months (a list of their first days).
SELECT notes.body, strftime(notes.month, '%Y-%m') AS month, notes.text, notes.author,
    strftime(notes.noted_on, '%Y-%m-%d') AS noted_on
FROM notes LEFT JOIN bodies ON bodies.slug = notes.body
WHERE list_contains($months, notes.month)
ORDER BY coalesce(bodies.name, notes.body), notes.month DESC, notes.noted_on, notes.text
