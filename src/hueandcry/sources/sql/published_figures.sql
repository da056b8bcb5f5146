-- Question: Which headline figures were published?
-- Grain: as landed.
-- Reads: landed_published_figures.
SELECT * EXCLUDE (filename) FROM landed_published_figures
