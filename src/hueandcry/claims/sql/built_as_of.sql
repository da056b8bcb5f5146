-- Question: was this build made of what had been published by an earlier day?
-- Grain: one row; `as_of` is empty for a build of all there is.
-- Reads: build_info.
SELECT max(value) FILTER (key = 'as_of') AS as_of FROM build_info
