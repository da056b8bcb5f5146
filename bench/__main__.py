"""`make bench`: every measurement, each beside its peer or limit, in one run. Takes about a quarter of an hour."""

import subprocess
import sys

MEASUREMENTS = ("rises", "noufaily", "judging", "loading", "serving", "surveys", "measures", "editions")

for name in sys.argv[1:] or MEASUREMENTS:
    print(f"== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"bench.{name}"], check=True)
