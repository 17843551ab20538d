"""For all tests: figures are drawn without a window."""

import matplotlib

matplotlib.use("agg")
