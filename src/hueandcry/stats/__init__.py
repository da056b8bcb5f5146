"""Pure numbers in, numbers out: the statistics of Hue and Cry, usable from a notebook with nothing else.

Nothing here knows of files, databases, pages or places. Arrays are never changed in place, and chance comes only from a
generator that the caller hands in.
"""
