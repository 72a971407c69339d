"""Clauses of GB/T 9704-2012 that layout rules speak on; what could not be confirmed against the text says so."""

from __future__ import annotations

from dudao.diagnostics.model import Bilingual

_TITLE = "GB/T 9704-2012《党政机关公文格式》"


def _clause(zh: str, en: str) -> Bilingual:
    return Bilingual(_TITLE + zh, f"GB/T 9704-2012, {en}")


PAPER = _clause("5.1：采用A4型纸，210 mm×297 mm", "5.1: A4 paper, 210 × 297 mm")
MARGINS = _clause(
    "5.2.1：天头37 mm±1 mm，订口28 mm±1 mm，版心156 mm×225 mm（下35 mm、右26 mm由此算出）",
    "5.2.1: top 37 ± 1 mm, left 28 ± 1 mm, text block 156 × 225 mm (from which bottom 35 and right 26 mm follow)",
)
BODY_TYPE = _clause("5.2.2：一般用3号仿宋体字", "5.2.2: text is set in size 3 (16 pt) 仿宋")
TITLE_TYPE = _clause(
    "7.3.1：标题一般用2号小标宋体字，居中排布", "7.3.1: the title is set in size 2 (22 pt) 小标宋, centred"
)
HEADING_TYPE = _clause(
    "7.3.3：第一层用黑体字、第二层用楷体字、第三层和第四层用仿宋体字标注",
    "7.3.3: first level 黑体, second 楷体, third and fourth 仿宋",
)
LINE_PITCH = _clause(
    "5.2.3：一般每面排22行，撑满版心（225 mm÷22行≈28.99磅，Word 的行网格取28.95磅；各地常用28至30磅固定值，范围为本系统约定）",
    "5.2.3: 22 lines a page that fill the text block (28.99 pt, 28.95 in Word's line grid; offices set 28 to 30 pt exact, a range of house rule)",
)
INDENT = _clause("7.3.3：正文每个自然段左空二字", "7.3.3: each paragraph is indented by two characters")
PAGE_NUMBER = _clause(
    "7.5：页码用4号半角宋体阿拉伯数字，数字左右各放一条一字线；单页码居右空一字，双页码居左空一字",
    "7.5: page numbers in size 4 宋体 between dashes, right on odd pages and left on even ones, one character in",
)
SIGNATURE_PLACE = _clause(
    "7.3.5：加盖印章的，成文日期右空四字；不加盖印章的，署名右空二字，日期另起一行",
    "7.3.5: sealed, the date ends four characters from the right; unsealed, the body ends two characters from it",
)
ATTACHMENT_NOTE = _clause(
    "7.3.4：正文下空一行左空二字编排“附件”二字，后标全角冒号和附件名称；多个附件用阿拉伯数字标注，如“附件：1.×××”"
    "（附件名称后不加标点一项未能与原文核对）",
    "7.3.4: a blank line, two characters in, 附件 with a full-width colon; several are numbered 1. "
    "(no mark after a name: not confirmed against the text)",
)
NUMBER_MARKS = _clause(
    "7.3.3：结构层次序数依次用“一、”“（一）”“1.”“（1）”标注", "7.3.3: levels are numbered 一、 （一） 1. （1）"
)
DATE_DIGITS = _clause(
    "7.3.5.4：成文日期用阿拉伯数字标全年、月、日，月、日不编虚位（不编虚位一项未能与原文核对）",
    "7.3.5.4: dates in Arabic digits, without leading zeros (the latter not confirmed against the text)",
)
PUNCTUATION = Bilingual(
    "GB/T 15834-2011《标点符号用法》5.1：汉语标点符号占一个字位置（句号、逗号、顿号、分号、冒号、括号等用全角）",
    "GB/T 15834-2011, 5.1: Chinese punctuation takes the width of a character",
)
