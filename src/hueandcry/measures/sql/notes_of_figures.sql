-- Question: what do analysts say about the figures of bodies in a span of days?
-- Grain: one row per note that stands, by name of the body, newest month first.
-- Reads: notes, bodies.
-- Params: $begins, $ends, $body (NULL: all).
SELECT notes.body, bodies.name, bodies.name_cy, notes.month, notes.text, notes.author, notes.noted_on
FROM notes
JOIN bodies ON bodies.slug = notes.body
WHERE notes.month BETWEEN date_trunc('month', $begins::DATE) AND $ends::DATE
    AND ($body::VARCHAR IS NULL OR notes.body = $body)
ORDER BY bodies.name, notes.month DESC, notes.noted_on, notes.text
