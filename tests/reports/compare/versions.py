"""A report written for these tests, and ways to compare changed copies of it."""

from __future__ import annotations

from dudao.reports.compare.model import ReportDifference, State
from dudao.reports.compare.versions import compare_readings
from dudao.reports.extract.reading import extract_reading
from dudao.reports.model import Reading
from dudao.reports.structure.build import report_from_text

OLD = """云州市人民政府2021年度履行教育职责自评报告
省人民政府教育督导委员会办公室：
现将有关情况报告如下：
一、教育投入
（一）经费增长。2021年，全市一般公共预算教育支出60.93亿元，比上年增长3.76%。小学生均公用经费2264.35元，初中生均公用经费3125.70元。印发《云州市教育经费使用管理办法》（云政发〔2020〕15号）。
（二）经费管理。全面落实生均公用经费标准，教师工资水平明显提高。
二、教育质量
（一）基础教育。2021年，全市有幼儿园448所、小学327所、初中106所。学前三年毛入园率90.4%，普惠性幼儿园覆盖率较上年明显提高。按照《云州市消除大班额专项规划（2020—2022年）》，大班额占比下降1.5个百分点。
（二）职业教育。中等职业学校13所，在校生2.64万人，就业率97.6%。
三、存在问题
一是城区学位仍然紧张，尚缺学位6200个。
云州市人民政府
2021年11月5日
"""


def reading_of(text: str) -> Reading:
    return extract_reading(report_from_text(text))


def difference(new: str, old: str = OLD) -> ReportDifference:
    return compare_readings(reading_of(old), reading_of(new))


def swapped(*pairs: tuple[str, str], text: str = OLD) -> str:
    """The report with passages replaced; each must be there."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def figures_in_words(found: ReportDifference) -> list[str]:
    """One line a figure that is not the same: state, old and new text, aspects."""
    return [
        f"{each.state} {each.old.text if each.old else '—'} {each.new.text if each.new else '—'} {'+'.join(each.aspects)}".rstrip()
        for each in found.figures
        if each.state is not State.UNCHANGED
    ]


def sections_in_words(found: ReportDifference) -> list[str]:
    return [
        f"{each.state} {each.old.name if each.old else '—'} {each.new.name if each.new else '—'} {'+'.join(each.aspects)}".rstrip()
        for each in found.sections
        if each.state is not State.UNCHANGED
    ]
