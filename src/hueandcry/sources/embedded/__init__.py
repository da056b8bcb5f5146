"""What a fresh installation shows before anything real is loaded.

The Action Fraud table is true (facts, source named in every row). The county is invented: `county.py` is its recipe,
the same seed gives the same county, and nothing in it can be mistaken for a real place: it lies in the North Sea,
its force is called "(invented)", and its postcodes begin with letters that no postcode begins with.
"""
