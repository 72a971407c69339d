"""What a draft was written from goes into the file beside it, and a check takes it up."""

from __future__ import annotations

from dataclasses import replace

from dudao.reports.bind.saved import bindings_path, load_bindings, save_bindings
from dudao.reports.draft.bindings import bindings_of, write_bindings
from dudao.reports.draft.traces import lift_traces, traced
from dudao.reports.run import CheckRequest, check_file
from dudao.reports.settings import CheckSettings
from tests.reports.draft.invented import checked, draft_from, known_in, write_facts, year_of_city

ROWS = [
    year_of_city(2022, edu_exp_t=98000, students_total=87000, exp_total=612000),
    year_of_city(2023, edu_exp_t=101500, students_total=87000, exp_total=612000, contact_schools=3),
]


def test_every_binding_names_the_fact_of_its_figure(tmp_path) -> None:
    found = {each.quote.exact: str(each.fact) for each in bindings_of(draft_from(write_facts(tmp_path, ROWS)))}
    assert found["10.15亿元"] == "city/880500/2023//edu_exp_t"
    assert found["9.80亿元"] == "city/880500/2022//edu_exp_t"
    assert found["3.57%"].startswith("computed/880500/2023/|growth/")


def test_a_check_uses_them_where_words_do_not_suffice(tmp_path) -> None:
    ledger = ["1,training,2023-08-06,880500,,,骨干教师研修,,,128,人,,,,"]
    facts = write_facts(tmp_path, ROWS, ledger=ledger)
    assert checked(facts).not_agreeing == []
    bindings = checked(facts).result.given.bindings
    assert {each.method for each in bindings if each.quote.exact == "128人"} == {"draft"}


def test_an_edited_figure_is_no_longer_the_drafts(tmp_path) -> None:
    facts = write_facts(tmp_path, ROWS)
    checked(facts)
    out = tmp_path / "draft" / "自评报告.txt"
    out.write_text(out.read_text("utf-8").replace("10.15亿元", "10.25亿元"), "utf-8")
    (result,) = check_file(out, CheckRequest(settings=CheckSettings(), facts=known_in(facts)))
    edited = next(each for each in result.given.bindings if each.quote.exact == "10.25亿元")
    assert (edited.method, edited.state.value) == ("words", "differs")


def test_what_a_person_said_survives_a_new_draft(tmp_path) -> None:
    facts = write_facts(tmp_path, ROWS)
    checked(facts)
    out = tmp_path / "draft" / "自评报告.txt"
    first, *_ = load_bindings(bindings_path(out))
    said = replace(first, status="confirmed", method="person", person="闻修远", date="2024-01-16")
    save_bindings(bindings_path(out), [said])
    write_bindings(draft_from(facts), out)
    kept = load_bindings(bindings_path(out))
    assert [each.person for each in kept if each.status == "confirmed"] == ["闻修远"]
    assert len(kept) == 1 + len(bindings_of(draft_from(facts)))


def test_marks_never_reach_the_text(tmp_path) -> None:
    document = draft_from(write_facts(tmp_path, ROWS))
    assert not any("\ue000" <= letter <= "\ue002" for letter in document.plain)
    for part in document.parts:
        for figure in part.figures:
            assert any(letter.isdigit() for letter in part.text[figure.start : figure.end])


def test_traces_keep_their_places() -> None:
    text, traces = lift_traces(f"甲{traced('12所', 'a/b/c//d')}、乙{traced('3%', 'e/f/g//h')}。")
    assert text == "甲12所、乙3%。"
    assert [(text[each.start : each.end], each.reference) for each in traces] == [
        ("12所", "a/b/c//d"),
        ("3%", "e/f/g//h"),
    ]
