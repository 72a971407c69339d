"""Recognizers-Text (Chinese) over a text on standard input; prints processor seconds and the number of finds as JSON.

Runs in the environment of the peers (`.venv-bench`), which has none of Dudao. The models are built before the clock starts,
and paragraphs are given one by one: a whole text at once takes longer.
"""

from __future__ import annotations

import json
import sys
import time

from recognizers_number import Culture, NumberRecognizer
from recognizers_number_with_unit import NumberWithUnitRecognizer


def main() -> None:
    paragraphs = sys.stdin.buffer.read().decode("utf-8").splitlines()
    numbers, with_units = NumberRecognizer(Culture.Chinese), NumberWithUnitRecognizer(Culture.Chinese)
    models = [
        numbers.get_number_model(),
        numbers.get_percentage_model(),
        with_units.get_currency_model(),
        with_units.get_dimension_model(),
        with_units.get_age_model(),
    ]
    for model in models:
        model.parse("投入12.5亿元，增长3%")
    started = time.process_time()
    found = sum(len(model.parse(paragraph)) for paragraph in paragraphs for model in models)
    print(json.dumps({"seconds": time.process_time() - started, "found": found}))


if __name__ == "__main__":
    main()
