"""How much more common a word is on one side than on the other within the same events."""

import numpy as np
import scipy
from numpy.typing import NDArray
from scipy import sparse

from tellings.chance import Z95, Array
from tellings.terms.resampling import Codes


def matched_log_ratio(
    matrix: sparse.csr_array, sizes: Array, mine: NDArray[np.bool_], stratum: Codes
) -> tuple[Array, Array]:
    """The log ratio of each word's rates on two sides, compared stratum by stratum.

    The ratio is that of Mantel & Haenszel (1959), for rates as in Greenland & Robins (1985); with
    one stratum it is the log ratio of Hardie (2014), and it counts as that does a word that is
    absent from one side. The interval takes units as clusters, and is never narrower than that of
    Greenland & Robins, for words drawn one by one.

    Args:
        matrix: counts, a row a unit (article or sentence), a column a word.
        sizes: all words of each unit.
        mine: whether each unit is on the first side.
        stratum: the number of each unit's stratum (event, or article), from 0.

    Returns:
        The log ratio of each word, in doublings, and half its 95% interval; both NaN for a word
        that stands in no stratum with text on both sides.
    """
    whole, part = np.bincount(stratum, sizes), np.bincount(stratum, sizes * mine)
    share = np.where(part < whole, part / whole, 0)[stratum]  # of the first side, in its stratum
    rest = np.where(share > 0, 1 - share, 0)
    weight = np.where(mine, rest, share)
    weights = [weight * mine, weight * ~mine, rest, share, rest * share, share > 0]
    sums = np.stack(weights).astype(float) @ matrix
    here, there, expected_here, expected_there, both, all_told = sums
    with np.errstate(invalid="ignore", divide="ignore"):
        over = np.where(here > 0, here, np.minimum(expected_here / all_told / 2, there))
        under = np.where(there > 0, there, np.minimum(expected_there / all_told / 2, here))
        ratio = over / under
        spread, free = _spread(matrix, sizes, mine, stratum, weight, ratio)
        clustered = scipy.stats.t.ppf(0.975, np.maximum(free, 1)) * np.sqrt(spread) / over
        one_by_one = Z95 * np.sqrt(both / (over * under))
        half = np.maximum(one_by_one, np.where(free > 0, clustered, 0))
        return np.log2(ratio), half / np.log(2)


def _spread(
    matrix: sparse.csr_array,
    sizes: Array,
    mine: NDArray[np.bool_],
    stratum: Codes,
    weight: Array,
    ratio: Array,
) -> tuple[Array, Array]:
    """The variance of what Mantel and Haenszel set to zero, and its degrees of freedom.

    Each unit's count less what its stratum and the ratio lead one to expect; as that is fitted to
    the unit too, its square is raised by the unit's share of the stratum (HC2, MacKinnon & White
    1985). A stratum without the word tells nothing.
    """
    whole, part = np.bincount(stratum, sizes), np.bincount(stratum, sizes * mine)
    found = matrix.tocoo()
    unit, count = found.coords[0], found.data.astype(float)
    cells, cell = np.unique(
        stratum[unit].astype(np.int64) * matrix.shape[1] + found.coords[1], return_inverse=True
    )
    of, word = np.divmod(cells, matrix.shape[1])
    rate = np.bincount(cell, count) / (ratio[word] * part[of] + (whole - part)[of])
    raised = np.where(weight > 0, weight, 0) ** 2 / np.maximum(1 - sizes / whole[stratum], 1e-9)
    variance = np.zeros(len(cells))
    for side, fitted, scale in ((mine, rate * ratio[word], 1.0), (~mine, rate, ratio[word] ** 2)):
        heavy = raised * side
        squares = np.bincount(cell, heavy[unit] * count**2)
        products = np.bincount(cell, heavy[unit] * count * sizes[unit])
        lengths = np.bincount(stratum, heavy * sizes**2)[of]
        variance += scale * (squares - 2 * fitted * products + fitted**2 * lengths)
    tells = np.bincount(stratum, weight > 0)
    tells = np.where(tells > 0, np.bincount(stratum) - 1, 0)[of]
    words = matrix.shape[1]
    spread = np.bincount(word, variance, minlength=words)
    return np.maximum(spread, 0), np.bincount(word, tells, minlength=words) - 1
