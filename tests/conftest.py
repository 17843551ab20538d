"""For all tests: figures are drawn without a window, and examples are the same on every machine."""

import matplotlib
from hypothesis import HealthCheck, settings

matplotlib.use("agg")

# A slow machine is no failure, and the same examples everywhere make a failure one that can be repeated.
slow = [HealthCheck.too_slow]
settings.register_profile(
    "tellings", deadline=None, suppress_health_check=slow, derandomize=True, database=None
)
settings.load_profile("tellings")
