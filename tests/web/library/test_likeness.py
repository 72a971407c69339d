"""Near-duplicates are found whatever was done to hide them, and unrelated reports are not."""

from __future__ import annotations

import random

import opencc
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dudao.web.library.likeness import BINS, bands_of, fingerprint_of, keep_bands, key_of_text, share_of, similar_to
from dudao.web.library.models import Document, LikenessBand, Rendition
from dudao.web.library.states import DocumentState
from tests.web.cast import NOW
from tests.web.library.documents import made_document

TOPICS = ("教育经费", "学前教育", "义务教育", "教师队伍", "职业教育", "学校安全", "体育美育", "特殊教育", "控辍保学")
DEEDS = ("比上年增长", "逐项落实", "全面达标", "专题研究", "稳步推进", "持续优化", "列入考核", "公开承诺", "基本完成")
SYNONYMS = {"增长": "增加", "落实": "执行", "推进": "开展", "研究": "研讨", "优化": "改善"}


def report(seed: int, paragraphs: int = 40) -> str:
    """A report of some thousand characters; equal seeds give equal reports."""
    dice = random.Random(seed)
    return "\n".join(
        f"（{number}）{dice.choice(TOPICS)}{dice.choice(DEEDS)}{dice.randint(2, 99)}.{dice.randint(1, 9)}%，"
        f"{dice.choice(TOPICS)}工作{dice.choice(DEEDS)}，投入{dice.randint(100, 9999)}万元，惠及{dice.choice('甲乙丙丁戊己庚辛')}{dice.randint(1, 99)}所学校。"
        for number in range(paragraphs)
    )


def disguised(text: str, how: str) -> str:
    """The same report, made to look like another one."""
    lines = text.split("\n")
    if how == "retitled":
        return "云岭市人民政府二〇二五年度工作汇报\n" + text
    if how == "synonyms":
        for word, other in SYNONYMS.items():
            text = text.replace(word, other)
        return text
    if how == "traditional":
        return str(opencc.OpenCC("s2t").convert(text))
    if how == "paragraphs":
        return "\n".join((*lines[:10], *report(77, 5).split("\n"), *lines[15:]))
    return " ".join(text)  # spaced


@pytest.mark.parametrize("how", ["retitled", "synonyms", "traditional", "paragraphs", "spaced"])
def test_a_disguised_copy_is_alike(how: str) -> None:
    text = report(1)
    one, other = fingerprint_of(text), fingerprint_of(disguised(text, how))
    assert share_of(one, other) > 0.5
    assert set(bands_of(one)) & set(bands_of(other))
    assert (key_of_text(text) == key_of_text(disguised(text, how))) == (how in ("traditional", "spaced"))


def test_reports_of_one_template_with_other_figures_are_less_alike_than_copies() -> None:
    copies = share_of(fingerprint_of(report(1)), fingerprint_of(disguised(report(1), "paragraphs")))
    others = share_of(fingerprint_of(report(1)), fingerprint_of(report(2)))
    assert copies > others + 0.2


def test_texts_without_words_are_like_nothing() -> None:
    assert fingerprint_of("……") == []
    assert key_of_text("—— ！") == ""
    assert share_of([], fingerprint_of(report(1))) == 0.0
    assert bands_of(fingerprint_of("教育经费")) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("cast")
def test_copies_are_told_with_their_share_the_same_text_first() -> None:
    def kept(text: str, **more: object) -> Document:
        document = made_document(DocumentState.PUBLISHED, pages=(text,), **more)
        assert document.current is not None
        made = document.current.rendition
        made.text_key, made.likeness = key_of_text(text), fingerprint_of(text)
        made.save()
        keep_bands(made)
        return document

    own = kept(report(1))
    same, changed = kept(disguised(report(1), "traditional")), kept(disguised(report(1), "paragraphs"))
    kept("临江县的另外一份材料，说的是完全不相干的防汛抗旱和道路养护。" * 3)
    hidden = kept(disguised(report(1), "retitled"))
    Document.objects.filter(pk=hidden.pk).update(state=DocumentState.HELD)
    assert own.current is not None
    found = similar_to(own.current.rendition)
    assert [document.pk for document, _share in found] == [same.pk, changed.pk]
    assert found[0][1] == 1.0
    assert 0.5 < found[1][1] < 1.0


@pytest.mark.django_db
def test_a_question_reads_a_few_rows_of_many() -> None:
    dice = random.Random(3)
    rows = []
    for number in range(200):
        likeness = [dice.getrandbits(32) for _ in range(BINS)]
        rows.append(
            Rendition(key=f"{number:064}", sha256="0" * 64, suffix=".pdf", size=1, likeness=likeness, made_at=NOW)
        )
    Rendition.objects.bulk_create(rows)
    bands = [LikenessBand(rendition=row, band=band) for row in rows for band in bands_of(row.likeness)]
    LikenessBand.objects.bulk_create(bands, batch_size=2_000)
    with CaptureQueriesContext(connection) as asked:
        assert similar_to(rows[5]) == []
    assert len(asked) <= 4
    plan = " ".join(each["sql"] for each in asked)
    assert "LIMIT 60" in plan
