"""The drop-in `/api/`: answers as data.police.uk's does, so that its clients work here unmodified.

What differs, and why, stands in `docs/police-api.md`.
"""
