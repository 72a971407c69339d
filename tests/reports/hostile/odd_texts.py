"""Texts that nobody would write, made of the words and marks that the patterns look for, in any order and number."""

from __future__ import annotations

import random

LIST = (
    "一、 二、 （一） （二） 1. 2． （1） ① 第一章 第三条 附件： 附件1 目录 …… 云州市 临江县 我市 全县 市人民政府 市教育局 领导小组 "
    "自评报告 人民政府： 2021年 2020-2021学年 上年 今年 截至 9月底 X月 2021年13月45日 十三五 同期 上半年 年均 秋季学期 "
    "学校 小学 初中 教师 在校生 经费 投入 公用经费 12所 3,460人 64.69亿元 1.81% 0.41个百分点 1:15.2 1∶13 一百二十三 三分之二 "
    "百分之八 翻一番 两成 万 亿 1843。6 9l.6% -0.8 +3 ≥95% １２．５％ 1.2.3 比上年 增长 下降 增加到 达到 由 从 到 至 分别 分别为 "
    "其中 占 为 共 约 近 余 以上 以内 不低于 同口径 个 所 人 平方米 《 》 〈 〉 〔2021〕6号 云政发 XX市 某 ×× * __ （） 20xx年 "
    "张某某 书记 局长 全部 全覆盖 清零 明显提高 高于全省 存在的问题 下一步 ， 、 。 ； ： ！ ？ “ ” （ ） ( ) — … % ‰ · | \t"
    " \u3000 \u200b \u202e \ufeff \n \n\n — 12 — 第3页 共8页 责任编辑 打印 关闭 浏览次数 上一篇 VIP 下载"
)
WORDS = (*LIST.split(" "), "\n", "\n", "\n\n", "  ")


def odd_text(source: random.Random) -> str:
    """A text of up to some thousand characters; now and then one word many times over."""
    few = source.sample(WORDS, source.randrange(2, 40))
    words: list[str] = []
    for _ in range(source.randrange(1, 400)):
        words.extend([source.choice(few)] * (1 if source.random() < 0.97 else source.randrange(2, 60)))
    return "".join(words)
