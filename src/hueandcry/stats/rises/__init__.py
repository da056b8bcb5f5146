"""What is rising? The improved Farrington method, batched over many series at once.

>>> from hueandcry.stats import rises
>>> result = rises.farrington(counts, at=[131], frequency=12, dates=months)

`farrington` judges each series alone. `testable` and `evidence` prepare a whole family of series for
`hueandcry.stats.discrete_fdr`. The method in plain language: `docs/methods/rises.md`.
"""

from hueandcry.stats.rises.family import Evidence, evidence, testable
from hueandcry.stats.rises.method import farrington
from hueandcry.stats.rises.options import RisesInputError
from hueandcry.stats.rises.result import FarringtonResult, Reason

__all__ = ["Evidence", "FarringtonResult", "Reason", "RisesInputError", "evidence", "farrington", "testable"]
