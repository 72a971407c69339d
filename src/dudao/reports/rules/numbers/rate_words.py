"""Words of rates: which may pass 100 per cent, which cannot, and how they stand before a figure."""

from __future__ import annotations

import re

_TAIL = r"(?:分别|已|也|均|都|约|近|仅|由|从|[上去今本]年|20\d\d年|的|为|达到?|是|到|至|占|超过?|提高|提升|增加|上升|下降|降低|减少|降|升|高达|:|：|\s)*$"

RATE_NOUN_END = re.compile(rf"(?:率|占比|比例|比重|普惠度|达标面|覆盖面)(?:[（(][^（）()]{{0,12}}[）)])?{_TAIL}")
"""Words that end in a rate: 覆盖率达到, 占比由. Look-alike: 效率 never stands before a per cent."""

MAY_PASS_HUNDRED = re.compile(
    r"毛入[园学]率|增长|增幅|增速|涨幅|提高|超额|翻|倍|完成计划|增加|上升|恢复|同比|环比|较上年|比上年|预算完成|收入完成|任务的|计划的|目标的"
    r"|产能|负债率|资产负债|杠杆|赶超|相当于|是[^，。；]{0,12}的$|为[^，。；]{0,12}的$|达到[^，。；]{0,12}的$"
)
"""Growth, gross enrolment, work against a plan: a value over 100 is possible. Look-alike: 巩固率, 覆盖率."""

BOUNDED_RATE = re.compile(
    r"(?P<noun>[一-龥“”（）()]{0,12}(?:巩固率|覆盖率|普及率|普惠率|入学率|入园率|合格率|达标率|及格率|优秀率|毕业率|升学率|就业率|参与率|参加率|参训率"
    r"|到岗率|满意率|满意度|认可度|知晓率|上岗率|持证率|公开率|配备率|开设率|开课率|开足率|安装率|接入率|使用率|签约率|辍学率|占比|比重|比例|录取率|报到率"
    r"|保留率|完好率|签订率|整改率|办结率|回复率|受理率|治理率|验收率|复学率|资助率|落实率|配备比例|达标比例|完成率|完工率|开工率|竣工率|到位率|执行率|支付率))"
    r"(?:[（(][^（）()]{0,12}[）)])?(?:均|都|分别|已|约|为|达到?|是|占|超过?|高达|提高到|提升到|上升到|提高至|提升至|由|从|[:：\s])*$"
)
"""A rate that is a part of its whole, with its name. Completion is among them: over 100 asks for a word, not for a change."""

MAY_OVERFULFIL = re.compile(r"完成率|完工率|到位率|执行率|支付率|开工率|竣工率|完成比例|录取率|报到率")
"""Work against a plan, which can be overfulfilled; a look is asked for, not a change."""

GROSS_RATE = re.compile(r"毛入[园学]率(?:为|达到?|是|约|[:：])*$")
"""Gross enrolment, which may pass 100 but not by far."""
