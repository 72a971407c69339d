"""`dudao rule`: what is checked, and why."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from dudao.cli.session import Session
from dudao.diagnostics.as_text import LEVELS
from dudao.diagnostics.model import Severity
from dudao.diagnostics.reference_pages import reference_page
from dudao.reports.rules.contract import Rule
from dudao.reports.rules.registry import FAMILIES, all_rules, rule_by_code

app = typer.Typer(help="检查规则 / the rules", no_args_is_help=True)


@app.command("list")
def list_rules(
    context: typer.Context,
    output_format: Annotated[str, typer.Option("--format", metavar="text|json", help="输出格式 / format")] = "text",
) -> None:
    """列出全部规则 / all rules."""
    session: Session = context.obj
    if output_format == "json":
        session.say(json.dumps([rule_as_json(rule) for rule in all_rules()], ensure_ascii=False, indent=2))
        return
    family = ""
    for rule in all_rules():
        if rule.family != family:
            family = rule.family
            session.say(f"\n{family}  {FAMILIES[family].in_language(session.lang)}")
        level = LEVELS[Severity(rule.severity)].in_language(session.lang)
        session.say(f"  {rule.code}  {level}  {rule.texts.summary.in_language(session.lang)}  ({rule.name})")


@app.command("show")
def show_rule(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help="规则代码或名称 / code or name")],
    output_format: Annotated[str, typer.Option("--format", metavar="text|json", help="输出格式 / format")] = "text",
) -> None:
    """说明一条规则 / explain one rule."""
    session: Session = context.obj
    rule = rule_by_code(code)
    if output_format == "json":
        session.say(json.dumps(rule_as_json(rule), ensure_ascii=False, indent=2))
        return
    texts, lang = rule.texts, session.lang
    labels = ("说明", "依据", "办法", "消息") if lang != "en" else ("why", "authority", "what to do", "message")
    session.say(f"{rule.code}  {texts.summary.in_language(lang)}")
    session.say(f"{rule.name} · {LEVELS[rule.severity].in_language(lang)} · {rule.status.word} {rule.status.since}")
    for label, text in zip(labels, (texts.why, texts.authority, texts.help, texts.message), strict=True):
        session.say(f"\n{label}\n  {text.in_language(lang)}")
    if rule.options:
        session.say("\n" + ("选项" if lang != "en" else "options"))
        for name, default in rule.options.items():
            told = rule.option_texts[name].in_language(lang)
            session.say(f"  [rules.{rule.name}] {name} = {default}  {told}")
    page = reference_page(rule.code, rule.name)
    session.say(f"\n{'参考页' if lang != 'en' else 'reference page'}\n  {page}")


def rule_as_json(rule: Rule) -> dict[str, Any]:
    """A rule's declaration as plain values, both languages."""
    texts = rule.texts
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "level": rule.severity.value,
        "kind": rule.kind.value,
        "status": rule.status.word,
        "since": rule.status.since,
        "needs": sorted(rule.needs),
        "options": {name: str(value) for name, value in rule.options.items()},
        "page": reference_page(rule.code, rule.name),
        **{
            part: {"zh": getattr(texts, part).zh, "en": getattr(texts, part).en}
            for part in ("summary", "message", "why", "authority", "help")
        },
    }
