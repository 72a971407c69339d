"""On whose authority rules speak: documents and clauses that several rules cite, each with one wording."""

from __future__ import annotations

from dudao.diagnostics.model import Bilingual

HOUSE_RULE = Bilingual("本系统约定", "house rule")

HEADING_NUMBERS = Bilingual(
    "GB/T 9704-2012《党政机关公文格式》7.3.3：结构层次序数依次用“一、”“（一）”“1.”“（1）”标注",
    "GB/T 9704-2012, 7.3.3: levels are numbered 一、 （一） 1. （1） in this order",
)

ADDRESSEE = Bilingual(
    "GB/T 9704-2012《党政机关公文格式》7.3.2 主送机关", "GB/T 9704-2012, 7.3.2: the body addressed (主送机关)"
)

SIGNATURE = Bilingual(
    "GB/T 9704-2012《党政机关公文格式》7.3.5 发文机关署名、成文日期和印章；《党政机关公文处理工作条例》第九条",
    "GB/T 9704-2012, 7.3.5: signature, date and seal; Regulations on Handling Official Documents, article 9",
)

ATTACHMENTS = Bilingual(
    "GB/T 9704-2012《党政机关公文格式》7.3.4 附件说明、7.3.7 附件",
    "GB/T 9704-2012, 7.3.4 and 7.3.7: the list of attachments and the attachments",
)

TITLE = Bilingual(
    "GB/T 9704-2012《党政机关公文格式》7.3.1 标题；《党政机关公文处理工作条例》第九条：标题由发文机关名称、事由和文种组成",
    "GB/T 9704-2012, 7.3.1; Regulations on Handling Official Documents, article 9: a title names body, subject and kind",
)

DRAFTING = Bilingual(
    "《党政机关公文处理工作条例》第十九条：内容简洁、结构严谨、表述准确，格式规范",
    "Regulations on Handling Official Documents, article 19: concise, well built, exact, in due form",
)

TRUTHFULNESS = Bilingual(
    "《党政机关公文处理工作条例》第十九条：一切从实际出发，分析问题实事求是",
    "Regulations on Handling Official Documents, article 19: start from reality and seek truth from facts",
)

DOCUMENT_NUMBER = Bilingual(
    "GB/T 9704-2012《党政机关公文格式》7.2.5：年份应标全称，用六角括号“〔〕”括入；发文顺序号不加“第”字，不编虚位，后加“号”字",
    "GB/T 9704-2012, 7.2.5: full year in 〔〕, serial without 第 and without leading zeros, then 号",
)

TITLE_MARKS = Bilingual(
    "GB/T 15834-2011《标点符号用法》4.15 书名号：书名号内再用书名号时，外层用双书名号，内层用单书名号",
    "GB/T 15834-2011, 4.15: title marks; inside 《》 a further title stands in 〈〉",
)

PERSONAL_DATA = Bilingual(
    "《中华人民共和国个人信息保护法》第四条、第五条、第六条、第二十五条；《中华人民共和国政府信息公开条例》第十五条",
    "Personal Information Protection Law, articles 4, 5, 6 and 25; Regulations on Open Government Information, article 15",
)
