-- Question: what is known about one way of counting, and what does a covered month without a row mean?
-- Grain: one row.
-- Reads: schemes.
-- Parameters: scheme.
SELECT title, title_cy, publisher, publisher_cy, licence, licence_cy, absent FROM schemes WHERE code = $scheme
