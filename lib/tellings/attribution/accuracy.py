"""How well attributions are found, as last measured."""

from pathlib import Path

import pandas as pd

ACCURACY = Path(__file__).with_name("accuracy.csv")


def measured_accuracy() -> pd.DataFrame:
    """How well attributions are found, for several settings of `min_probability`, as last measured.

    On the 84 articles of PolNeAR's development part, which were not used in training (Newell,
    Margolin & Ruths 2018); benchmarks/attribution.py measures again.

    Returns:
        min_probability, recall (per cent of the marked attributions that are found), precision (per
        cent of the found ones that are right), relation_recall and relation_precision (the same,
        with the right source).
    """
    return pd.read_csv(ACCURACY)
