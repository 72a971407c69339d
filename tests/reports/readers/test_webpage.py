"""Web pages: the document is found, its paragraphs, lists and tables kept, the page's own things left out or named."""

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from dudao.reports.model import BlockKind, Source
from dudao.reports.readers.choose import read_source
from dudao.reports.readers.webpage_document import read_page
from dudao.values.errors import UnreadableError

TITLE = "云州市人民政府2022年履行教育职责情况自评报告"
PARAGRAPHS = (
    "省人民政府教育督导委员会办公室：",
    "根据有关通知（云教督〔2022〕12号）要求，我市认真开展自查自评，现将有关情况报告如下：",
    "一、基本情况",
    "（一）经费投入。2022年全市一般公共预算教育支出58.72亿元，比上年增长3.25%，占比18.6%。",
    "（二）队伍建设。全市共有专任教师2.3万人，比上年增加320人。",
    "附件：1.自评得分表",
    "云州市人民政府",
    "2023年1月20日",
)
BODY = "".join(f"<p>　　{text}</p>\n" for text in PARAGRAPHS)
MENU = '<div class="nav"><a href="/">首页</a><a href="/a">政务公开</a><a href="/b">教育督导，要闻；动态</a></div>'
LINE = "<div><span>发布时间：2023-02-01 10:00</span> <span>来源：云州市教育局</span> <span>浏览次数：<i>1234</i>次</span></div>"
FOOT = '<div class="footer">主办：云州市人民政府，承办：某某局，备案号：云ICP备1号</div><script>var a = "，，，。";</script>'


def page(body: str, *, head: str = "", charset: str = "utf-8") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="{charset}">{head}</head><body>{body}</body></html>'


def read(tmp_path: Path, text: str, codec: str = "utf-8") -> Source:
    path = tmp_path / "page.html"
    path.write_bytes(text.encode(codec))
    return read_page(path)


def texts(source: Source) -> list[str]:
    return [block.text.strip() for block in source.blocks if block.kind is not BlockKind.HOSTING and block.text.strip()]


@pytest.mark.parametrize(
    "container",
    [
        '<div class="view TRS_UEDITOR trs_paper_default">{}</div>',
        '<div class="TRS_Editor"><div class="Custom_UnionStyle">{}</div></div>',
        '<div id="zoom" class="bfr_article_content">{}</div>',
        '<div id="UCAP-CONTENT">{}</div>',
        '<td class="pages_content">{}</td>',
        '<div class="article-content">{}</div>',
        '<div id="vsb_content"><div class="v_news_content">{}</div></div>',
        '<div class="rich_media_content" id="js_content">{}</div>',
        '<div class="something-of-its-own"><div>{}</div></div>',
        "<section>{}</section>",
    ],
)
def test_the_document_of_a_government_page_is_found(tmp_path: Path, container: str) -> None:
    wrapped = f"<table><tr>{container}</tr></table>" if container.startswith("<td") else container
    body = MENU + f'<div class="main"><h1>{TITLE}</h1>{LINE}{wrapped.format(BODY)}</div>' + FOOT
    source = read(tmp_path, page(body))
    assert texts(source) == [TITLE, *PARAGRAPHS]
    assert source.blocks[0].heading_level == 1
    assert source.hosting == {"date": "2023-02-01 10:00", "source": "云州市教育局", "views": "1234"}


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (f'<meta name="ArticleTitle" content="{TITLE}">', ""),
        (f"<title>{TITLE}_云州市人民政府</title>", ""),
        (f"<title>{TITLE} - 云州教育网</title>", ""),
        ("<title>云州市人民政府</title>", f'<div class="biaoti">{TITLE}</div>'),
    ],
)
def test_a_title_outside_the_container_is_put_before_the_document(tmp_path: Path, head: str, body: str) -> None:
    source = read(tmp_path, page(f'{MENU}{body}{LINE}<div id="zoom">{BODY}</div>{FOOT}', head=head))
    assert texts(source) == [TITLE, *PARAGRAPHS]


def test_a_title_inside_the_container_is_not_repeated(tmp_path: Path) -> None:
    inside = f'<p align="center">云州市人民政府2022年履行教育<br>职责情况自评报告</p>{BODY}'
    source = read(tmp_path, page(f'<h1>{TITLE}</h1><div id="zoom">{inside}</div>', head=f"<title>{TITLE}</title>"))
    assert texts(source)[:3] == ["云州市人民政府2022年履行教育", "职责情况自评报告", PARAGRAPHS[0]]


def test_meta_tags_give_what_the_page_does_not_print(tmp_path: Path) -> None:
    head = '<meta name="PubDate" content="2023-02-01 09:00"><meta name="ContentSource" content="市教育局">'
    source = read(tmp_path, page(f"<div id=zoom>{BODY}</div>", head=head))
    assert source.hosting == {"date": "2023-02-01 09:00", "source": "市教育局"}


@pytest.mark.parametrize(
    ("charset", "codec"), [("gb2312", "gb18030"), ("utf-8", "gb18030"), ("gbk", "utf-8"), ("big5", "utf-16")]
)
def test_the_bytes_decide_over_a_wrong_declaration(tmp_path: Path, charset: str, codec: str) -> None:
    source = read(tmp_path, page(f"<div id=zoom>{BODY}</div>", charset=charset), codec)
    assert texts(source) == list(PARAGRAPHS)


def test_no_part_of_a_document_is_lost_where_no_container_is_known(tmp_path: Path) -> None:
    first, second = BODY[: len(BODY) // 4], BODY[len(BODY) // 4 :]
    cut = first.rindex("</p>") + 4
    body = f"{MENU}<div><div>{BODY[:cut]}</div><div>{BODY[cut:]}</div></div>{FOOT}"
    assert second
    assert texts(read(tmp_path, page(body))) == list(PARAGRAPHS)


def test_several_containers_beside_each_other_are_read_in_order(tmp_path: Path) -> None:
    body = "".join(f'<div class="doc-content"><p>第{at}页，共有学校12所，教师320人。</p></div>' for at in range(1, 5))
    assert [text[:3] for text in texts(read(tmp_path, page(f"{MENU}<div>{body}</div>")))] == [
        "第1页",
        "第2页",
        "第3页",
        "第4页",
    ]


# ───────────────────────────── blocks ─────────────────────────────


def test_paragraphs_breaks_headings_and_lists(tmp_path: Path) -> None:
    body = """<div id="zoom"><h2>一、基本情况</h2>
      <p>全市共有
         学校12所，<b>其中</b> <span>小学</span>
         8所，面积12.5m<sup>2</sup>。</p>
      <p>第一行，共有<br/>第二行，完。<br><br>第四行</p>
      <ol start="3"><li>甲，一。</li><li>乙，二。</li></ol><ul><li>丙，三。</li></ul><pre>原样一行，
原样二行</pre></div>"""
    blocks = read(tmp_path, page(body)).blocks
    assert [(block.kind.value, block.numbering, block.heading_level, block.text) for block in blocks] == [
        ("paragraph", "", 2, "一、基本情况"),
        ("paragraph", "", None, "全市共有学校12所，其中 小学 8所，面积12.5m²。"),
        ("line", "", None, "第一行，共有"),
        ("line", "", None, "第二行，完。"),
        ("line", "", None, ""),
        ("line", "", None, "第四行"),
        ("paragraph", "3.", None, "甲，一。"),
        ("paragraph", "4.", None, "乙，二。"),
        ("paragraph", "", None, "丙，三。"),
        ("line", "", None, "原样一行，"),
        ("line", "", None, "原样二行"),
    ]
    assert [block.place.paragraph for block in blocks] == list(range(1, 12))


def test_a_data_table_gives_cells_with_spans(tmp_path: Path) -> None:
    table = """<table><caption>表1</caption><thead><tr><th rowspan=2>学段</th><th colspan="2">学生数（万人）</th></tr>
      <tr><td>2021年</td><td>2022年</td></tr></thead><tr><td><p>小学</p><p>含教学点</p></td><td>12.3</td><td></td></tr>
      <tr><td rowspan=9999>初中</td><td colspan="x">5.6</td><td>5.7</td></tr></table>"""
    cells = [
        block
        for block in read(tmp_path, page(f"<div id=zoom>{BODY}{table}</div>")).blocks
        if block.kind is BlockKind.CELL
    ]
    assert [(c.place.row, c.place.column, c.span_rows, c.span_columns, c.text) for c in cells] == [
        (1, 1, 2, 1, "学段"),
        (1, 2, 1, 2, "学生数（万人）"),
        (2, 2, 1, 1, "2021年"),
        (2, 3, 1, 1, "2022年"),
        (3, 1, 1, 1, "小学\n含教学点"),
        (3, 2, 1, 1, "12.3"),
        (3, 3, 1, 1, ""),
        (4, 1, 1, 1, "初中"),
        (4, 2, 1, 1, "5.6"),
        (4, 3, 1, 1, "5.7"),
    ]


def test_a_table_that_lays_out_the_page_is_no_data(tmp_path: Path) -> None:
    body = f"<table><tr><td>{MENU}</td></tr><tr><td><table><tr><td>{BODY}</td><td>&nbsp;</td></tr></table></td></tr></table>"
    source = read(tmp_path, page(body))
    assert not [block for block in source.blocks if block.kind is BlockKind.CELL]
    assert texts(source) == list(PARAGRAPHS)


def test_what_is_not_shown_is_left_out_and_reported(tmp_path: Path) -> None:
    hidden = '<p style="display:none">藏着的数字，共投入99.9亿元。</p><span hidden>x</span><p style="font-size:0">再藏一个数字88亿元</p>'
    source = read(tmp_path, page(f"<div id=zoom>{BODY}{hidden}<script>alert('，')</script><style>p{{}}</style></div>"))
    assert texts(source) == list(PARAGRAPHS)
    assert [(problem.code, problem.quote) for problem in source.problems] == [
        ("hidden_text", "藏着的数字，共投入99.9亿元。"),
        ("hidden_text", "再藏一个数字88亿元"),
    ]


def test_lines_copied_as_paragraphs_are_lines(tmp_path: Path) -> None:
    passage = "全市教育面貌有了新的变化，各项任务如期完成，群众对教育的满意度不断提高。" * 6
    copied = "".join(f"<p>{passage[at : at + 28]}</p>" for at in range(0, len(passage), 28))
    kinds = {block.kind for block in read(tmp_path, page(f"<div id=zoom>{copied}</div>")).blocks}
    assert kinds == {BlockKind.LINE}
    kinds = {block.kind for block in read(tmp_path, page(f"<div id=zoom>{BODY}</div>")).blocks}
    assert kinds == {BlockKind.PARAGRAPH}


# ───────────────────────────── sharing pages, saved pages, others ─────────────────────────────

WRAPPED = tuple(
    ("全市教育面貌有了新的变化，各项任务如期完成，群众满意度不断提高。我市建立并落实了联系制度，" * 4)[at : at + 28]
    for at in range(0, 168, 28)
)
SHARED = f"""<h1>{TITLE}</h1><span class="flag">VIP专免</span><div>2024-01-12</div><div>999+</div><div>19.7KB</div>
<div>16 页</div><div>18墨点</div><div><a>海报</a></div><div><a>侵权投诉</a></div><div>{{}}</div><div>摘要：</div>
<div><a>展开&gt;&gt;</a></div><div><a>收起&lt;&lt;</a></div><div>{TITLE}{PARAGRAPHS[0]}{"".join(WRAPPED)[:90]}...</div>
<div>评论(0)</div><div>没有更多评论了哦~</div><div>声明：文档来自于公开资料整理和用户上传</div><div>请登录，再发表你的看法</div>
<div>登录/注册</div>"""


@pytest.mark.parametrize("style", ["<p>{}</p>", "{}<br>", "<div>{}</div>"])
def test_of_a_sharing_page_the_document_is_text_and_the_rest_is_hosting(tmp_path: Path, style: str) -> None:
    document = "".join(style.format(line) for line in (TITLE, PARAGRAPHS[0], *WRAPPED))
    source = read(tmp_path, page(SHARED.format(document)))
    assert texts(source) == [TITLE, PARAGRAPHS[0], *WRAPPED]
    assert source.hosting == {
        "flags": ["VIP专免"],
        "date": "2024-01-12",
        "views": "999+",
        "size": "19.7KB",
        "pages": "16 页",
        "price": "18墨点",
        "comments": "0",
    }


def test_a_title_without_a_heading_and_the_comments_of_visitors_are_the_page_s(tmp_path: Path) -> None:
    document = "".join(f"<p>{line}</p>" for line in (TITLE, PARAGRAPHS[0], *WRAPPED))
    shared = SHARED.replace("h1>", "p>").replace("没有更多评论了哦~", "用户3a</div><div>数据对不上，共有13所。")
    source = read(tmp_path, page(shared.format(document)))
    assert texts(source) == [TITLE, PARAGRAPHS[0], *WRAPPED]


OTHER_SHARED = f"""<div class="nav"><a>首页</a> <a>全部分类</a> <a>登录</a></div><div>首页 文档分类 VIP会员 登录 注册</div>
<h1>某区履行教育职责自评报告</h1><div><span>上传人：lan****g</span><span>IP属地：某省</span><span>上传时间：2024-01-12</span><span>页数：12</span></div>
<div>{{}}</div><div>剩余9页未读，<a>继续阅读</a></div><div><a>下载文档</a> <a>收藏</a> <a>分享</a></div>
<div>版权说明：本文档由用户提供并上传，收益归属内容提供方</div><h3>文档简介</h3><p>{TITLE}{PARAGRAPHS[0]}</p>
<h3>相关资源</h3><p>某县教育工作总结</p><p>0/150 提交</p>"""


def test_a_short_title_and_what_follows_the_note_of_hidden_pages_are_the_page_s(tmp_path: Path) -> None:
    lines = (TITLE, PARAGRAPHS[0], *WRAPPED)
    source = read(tmp_path, page(OTHER_SHARED.format("".join(f"<p>{line}</p>" for line in lines))))
    assert texts(source) == [*lines]
    assert source.hosting is not None
    assert source.hosting["uploader"] == "lan****g"


def test_a_saved_page_is_read_like_the_page(tmp_path: Path) -> None:
    saved = MIMEMultipart("related")
    saved["From"] = "<Saved by Blink>"
    saved.attach(MIMEText(page(f"<h1>{TITLE}</h1><div id=zoom>{BODY}</div>", charset="gbk"), "html", "gb18030"))
    saved.attach(MIMEText("body {}", "css", "utf-8"))
    path = tmp_path / "saved.docx"
    path.write_bytes(saved.as_bytes())
    source = read_source(path)
    assert (source.kind, source.reader) == ("html", "webpage")
    assert texts(source) == [TITLE, *PARAGRAPHS]


def test_a_fragment_without_html_and_body_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "fragment.txt"
    path.write_text(BODY, "utf-8")
    assert texts(read_source(path)) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "text", ["x < 3 且 y > 2，共有学校12所。", "<全市教育情况>共有学校12所<完>", "见<附件1>\n第二行"]
)
def test_a_text_with_angle_brackets_is_no_page(tmp_path: Path, text: str) -> None:
    path = tmp_path / "report.html"
    path.write_text(text, "utf-8")
    assert read_source(path).kind == "text"


@pytest.mark.parametrize(
    "body", ["", "<script>render()</script><div id=app></div>", "<div id=zoom><img src=a.png></div>"]
)
def test_a_page_without_text_says_what_to_do(tmp_path: Path, body: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(tmp_path, page(body))
    assert "没有正文" in caught.value.zh
