"""Both languages are complete: every text of a rule, of data problems, of commands and of labels."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from tools.docs_pages.rules import OWN_CODES
from tools.make_messages import catalogues, messages, read_catalogue, untranslated

from dudao.cli.commands import app
from dudao.diagnostics.model import Bilingual, Texts
from dudao.facts.contract import derived_metrics, limits, table_lines, table_schema
from dudao.facts.problems import PROBLEMS
from dudao.reports.rules.registry import FAMILIES, all_rules
from dudao.reports.settings import CHECK_KEYS, SUPPRESSION_KEYS
from dudao.schemes.load import read_scheme, scheme_folders

ENGLISH = {file: read_catalogue(file) for file in catalogues()}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN = re.compile(r"[A-Za-z]{2}")
TEXTS: list[tuple[str, Texts]] = [
    *((rule.code, rule.texts) for rule in all_rules()),
    *((kind.code, kind.texts) for kind in PROBLEMS),
    *((code, texts) for code, _, _, _, texts in OWN_CODES),
]


def parts_of(texts: Texts) -> Iterator[Bilingual]:
    yield from (texts.summary, texts.message, texts.why, texts.authority, texts.help)
    yield from texts.variants.values()
    yield from texts.variant_help.values()


def names_in(template: str) -> set[str]:
    """The parameters of a template; `successor_en` is the English form of `successor`."""
    return {name.removesuffix("_en") for _, name, _, _ in string.Formatter().parse(template) if name}


def is_only_parameters(template: str) -> bool:
    return not re.sub(r"\{\w+\}|\W", "", template)


@pytest.mark.parametrize(("code", "texts"), TEXTS, ids=[code for code, _ in TEXTS])
def test_a_rule_speaks_both_languages(code: str, texts: Texts) -> None:
    for part in parts_of(texts):
        assert CHINESE.search(part.zh) or is_only_parameters(part.zh), part
        assert LATIN.search(part.en) or is_only_parameters(part.en), part
        assert not re.search(r"[A-Za-z}][，。；：、？]", part.en), f"Chinese punctuation in English: {part.en}"


@pytest.mark.parametrize(("code", "texts"), TEXTS, ids=[code for code, _ in TEXTS])
def test_help_of_a_variant_belongs_to_a_variant(code: str, texts: Texts) -> None:
    assert set(texts.variant_help) <= set(texts.variants)


@pytest.mark.parametrize(("code", "texts"), TEXTS, ids=[code for code, _ in TEXTS])
def test_the_english_names_no_parameter_that_the_chinese_does_not_know(code: str, texts: Texts) -> None:
    for part in parts_of(texts):
        assert names_in(part.en) <= names_in(part.zh) | {"place"}, part


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_says_what_its_options_decide(rule: Any) -> None:
    assert set(rule.option_texts) == set(rule.options)
    for each in rule.option_texts.values():
        assert CHINESE.search(each.zh)
        assert LATIN.search(each.en)


def commands(group: Any, path: str = "dudao") -> Iterator[tuple[str, Any]]:
    yield path, group
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, f"{path} {name}")


@pytest.mark.parametrize(
    ("path", "command"), [pytest.param(*each, id=each[0]) for each in commands(typer.main.get_command(app))]
)
def test_a_command_and_its_options_are_explained_in_both_languages(path: str, command: Any) -> None:
    told = [command.help, *(each.help for each in command.params)]
    for text in told:
        assert text, path
        assert CHINESE.search(text), text
        assert LATIN.search(CHINESE.sub("", text)), text


def test_labels_are_complete() -> None:
    labels = [*FAMILIES.values()]
    labels += [each.meaning for each in (*CHECK_KEYS.values(), *SUPPRESSION_KEYS.values())]
    for name in table_lines():
        schema = table_schema(name)
        labels.append(Bilingual(schema.label_zh, schema.label_en))
        labels += [Bilingual(field.label_zh, field.label_en) for field in schema.fields]
    labels += [Bilingual(each.label_zh, each.label_en) for each in derived_metrics()]
    labels += [Bilingual(each.label_zh, each.label_en) for group in limits().values() for each in group]
    labels += [Bilingual(each.authority_zh, each.authority_en) for group in limits().values() for each in group]
    missing = [each for each in labels if not each.zh or not each.en]
    assert not missing


@pytest.mark.parametrize("folder", scheme_folders(), ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_a_scheme_is_told_in_both_languages_and_says_whether_it_is_official(folder: Any) -> None:
    scheme = read_scheme(folder)
    pairs = [(scheme.title_zh, scheme.title_en), (scheme.status_zh, scheme.status_en)]
    pairs += [(each.title_zh, each.title_en) for each in scheme.points]
    pairs += [(each.asks_zh, each.asks_en) for each in scheme.points]
    pairs += [(each.label_zh, each.label_en) for each in scheme.ledger_kinds]
    assert all(zh and en for zh, en in pairs)
    assert scheme.is_official or "非官方" in scheme.status_zh


def test_every_text_of_the_site_has_english() -> None:
    assert untranslated() == [], "run `make messages`, and write the English in locale/en of the app"


def test_no_english_of_the_site_is_left_over() -> None:
    for file, catalogue in ENGLISH.items():
        kept = {each.id if isinstance(each.id, str) else each.id[0] for each in catalogue if each.id}
        assert kept == {each[0] for each in messages(file)}, "run `make messages`"


def test_a_text_of_two_apps_has_one_english() -> None:
    said: dict[object, object] = {}
    for each in (each for catalogue in ENGLISH.values() for each in catalogue if each.id):
        assert said.setdefault(each.id, each.string) == each.string, each.id


PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def test_the_english_of_the_site_names_what_the_chinese_names_and_has_no_chinese_marks() -> None:
    for each in (each for catalogue in ENGLISH.values() for each in catalogue):
        said = (each.string,) if isinstance(each.string, str) else tuple(each.string)
        asked = each.id if isinstance(each.id, str) else each.id[0]
        for text in filter(None, said if each.id else ()):
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(asked)), asked
            assert not re.search(r"[，。；：、？（）]", text), text
