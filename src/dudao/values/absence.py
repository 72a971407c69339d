"""Why there is no value: a cell is one of five states, and blank is never zero."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """The five states of an input (after the symbols of the UNESCO Institute for Statistics)."""

    VALUE = "value"
    ZERO = "zero"  # 零: entered, never inferred
    NOT_COLLECTED = "not_collected"  # 未采集
    NOT_APPLICABLE = "not_applicable"  # 不适用
    WITHHELD = "withheld"  # 不予公开

    @property
    def label_zh(self) -> str:
        return {
            "value": "有值",
            "zero": "零",
            "not_collected": "未采集",
            "not_applicable": "不适用",
            "withheld": "不予公开",
        }[self]
