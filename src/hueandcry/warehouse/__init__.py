"""The one door to DuckDB and Parquet: what is landed, how a build is made, how it is read."""
