"""What the command-line library says of a wrong call, in Chinese: its own sentences are English only."""

from __future__ import annotations

import re

SENTENCES = (
    (r"Missing argument '(.+?)'\.?", "缺少 {0}"),
    (r"Missing option '(.+?)'\.?", "缺少选项 {0}"),
    (r"Missing command\.", "缺少命令"),
    (r"No such option: (\S+) \(Possible options: (.+)\)", "没有选项 {0}，是否想写 {1}？"),
    (r"No such option: (\S+)", "没有选项 {0}"),
    (r"No such command '(.+)'\.", "没有命令 {0}"),
    (r"Option '(.+?)' requires an argument\.", "选项 {0} 后面缺少内容"),
    (r"Option '(.+?)' requires (\d+) arguments\.", "选项 {0} 后面应有 {1} 项内容"),
    (r"Option '(.+?)' does not take a value\.", "选项 {0} 后面不带内容"),
    (r"Got unexpected extra argument\(s\) \((.+)\)", "多出了 {0}"),
    (r"Invalid value for '?(.+?)'?: (.+)", "{0} 的内容不对：{1}"),
)
_PATTERNS = tuple((re.compile(pattern, re.DOTALL), sentence) for pattern, sentence in SENTENCES)


def in_chinese(sentence: str) -> str:
    """A sentence of the library in Chinese; one that is not known stays as it is.

    >>> in_chinese("No such option: --fomat (Possible options: --format)")
    '没有选项 --fomat，是否想写 --format？'
    >>> in_chinese("Something new.")
    'Something new.'
    """
    for pattern, words in _PATTERNS:
        found = pattern.fullmatch(sentence)
        if found:
            return words.format(*(part.replace(", ", " 或 ") for part in found.groups()))
    return sentence
