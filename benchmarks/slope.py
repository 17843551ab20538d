"""How something grows: the exponent that fits it."""

import numpy as np


def slope(sizes, values):
    """Of the line through the logarithms (least squares): 1 where twice as many take twice as long.

    >>> round(slope([1, 2, 4], [3, 12, 48]), 3)
    2.0
    """
    return float(np.polyfit(np.log(sizes), np.log(values), 1)[0])
