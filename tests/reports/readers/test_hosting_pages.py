"""Facts and buttons of the pages that host documents, told from the documents' own lines."""

import pytest

from dudao.reports.readers.hosting_pages import ALONE, LABELLED, Fact, hosting_facts, is_chrome, is_sharing_page

SHARING = [
    "VIP专免",
    "2024-01-12",
    "999+",
    "19.7KB",
    "16 页",
    "18墨点",
    "海报",
    "侵权投诉",
    "展开>>",
    "收起<<",
    "评论(0)",
]


@pytest.mark.parametrize("fact", LABELLED, ids=lambda fact: f"{fact.key}-{fact.example}")
def test_each_labelled_fact_is_found_and_its_look_alike_is_not(fact: Fact) -> None:
    assert fact.key in hosting_facts([fact.example], is_sharing=False)
    assert fact.key not in hosting_facts([fact.look_alike], is_sharing=False)


@pytest.mark.parametrize("fact", ALONE, ids=lambda fact: f"{fact.key}-{fact.example}")
def test_facts_that_stand_alone_are_facts_of_sharing_pages_only(fact: Fact) -> None:
    assert hosting_facts([fact.example], is_sharing=True) == {fact.key: fact.example.removeprefix("共").strip()}
    assert not hosting_facts([fact.look_alike], is_sharing=True)
    assert not hosting_facts([fact.example], is_sharing=False)


def test_a_sharing_page_is_known_by_three_signs() -> None:
    assert is_sharing_page(SHARING)
    assert not is_sharing_page(["2024-01-12", "999+", "展开>>", "首页", "评论(0)"])


def test_facts_are_as_printed_and_flags_are_a_list() -> None:
    facts = hosting_facts(["会员专享", *SHARING, "2020-01-01"], is_sharing=True)
    assert facts == {
        "flags": ["会员专享", "VIP专免"],
        "date": "2024-01-12",
        "views": "999+",
        "size": "19.7KB",
        "pages": "16 页",
        "price": "18墨点",
        "comments": "0",
    }


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "发布时间：2023-02-01 10:00 来源：云州市教育局 浏览次数：1234次 字体：[大 中 小]",
            {"date": "2023-02-01 10:00", "source": "云州市教育局", "views": "1234"},
        ),
        (
            "信息来源：市教育局　　发布日期：2023年2月1日　　阅读：55　　【打印】【关闭】",
            {"date": "2023年2月1日", "source": "市教育局", "views": "55"},
        ),
        ("时间：2023/02/01　作者：办公室　点击数：88", {"date": "2023/02/01", "author": "办公室", "views": "88"}),
        (
            "索引号：01234567-8/2023-00012 发布机构：云州市人民政府办公室 成文日期：2023-01-20",
            {"index_number": "01234567-8/2023-00012", "publisher": "云州市人民政府办公室", "date": "2023-01-20"},
        ),
    ],
)
def test_the_line_under_a_title_of_a_government_page_is_read_and_is_chrome(line: str, facts: dict[str, str]) -> None:
    assert hosting_facts([line], is_sharing=False) == facts
    assert is_chrome(line, is_sharing=False)


@pytest.mark.parametrize(
    "line",
    [
        "云州市人民政府",
        "2023年1月20日",
        "一、基本情况",
        "附件：1.自评得分表",
        "联系人：张某，联系电话：0000-1234567",
        "教育经费来源：一般公共预算安排64.69亿元。",
        "全市学生阅读量人均12本，下载学习资料1.2万次",
        "（一）加强阅读：全市共有图书120万册",
        "12",
        "16 页",
        "评论员文章指出，要办好人民满意的教育",
        "声明",
        "注册学生12万人",
        "下一步打算：",
        "推荐学校12所",
        "上一年度：完成",
    ],
)
def test_lines_of_a_document_are_not_taken_for_the_page(line: str) -> None:
    assert not is_chrome(line, is_sharing=False)


@pytest.mark.parametrize(
    "line",
    [
        *SHARING,
        "没有更多评论了哦~",
        "声明：文档来自于公开资料整理和用户上传",
        "请登录，再发表你的看法",
        "登录/注册",
        "摘要：",
    ],
)
def test_lines_of_a_sharing_page_are_its_own(line: str) -> None:
    assert is_chrome(line, is_sharing=True)
