"""How a failure reads for people: the reason where there is one, never a path of this machine, never a traceback."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from dudao.values.errors import DudaoError
from dudao.web.pages.handed_in import language
from dudao.web.policies import Refused

PART = r"[^/\\\s，。；：、（）“”「」\"']"
PATH = re.compile(rf"(?:(?<![\w.:/])/|\b[A-Za-z]:\\)(?:{PART}+[/\\])+({PART}*)")


def is_told(error: Exception) -> bool:
    """Whether the error is one that people can do something about."""
    return isinstance(error, (Refused, DudaoError))


def sentence_of(error: Exception, incident: str) -> str:
    """One plain sentence; `incident` is the number under which the log keeps the rest."""
    if isinstance(error, Refused):
        return without_paths(str(error.reason))
    if isinstance(error, DudaoError):
        return without_paths(error.sentence(language()))
    told = _("处理时出现程序错误，没有完成。请把编号 %(incident)s 告诉系统管理员，或稍后重新运行。")
    return told % {"incident": incident}


def without_paths(text: str) -> str:
    """Paths of this machine cut to the name of the file.

    >>> without_paths("/srv/site/files/ab12.docx 打不开，见 https://a.cn/b/c")
    'ab12.docx 打不开，见 https://a.cn/b/c'
    """
    return PATH.sub(r"\1", text)
