"""All commands joined, and how each ends: one plain line for misuse, no traceback unless asked."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException

from dudao import __version__
from dudao.cli import bind, bundle, data, diff, draft, editions, indicator, report, rule, scheme, serve
from dudao.cli.files import REASONS, cannot_use
from dudao.cli.language import LANGUAGES, language_of
from dudao.cli.session import ReaderGone, Session, drop_output
from dudao.cli.usage import in_chinese
from dudao.diagnostics.verdict import ExitCode
from dudao.values.errors import DudaoError

STOPPED, PIPE_CLOSED = 130, 141
"""As a shell tells Ctrl-C and a pipe whose reader has gone; neither may look like a clean report."""

app = typer.Typer(
    name="dudao",
    help="督导：读、查、拟教育自评报告。Reads, checks and drafts education self-assessment reports.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
draft.register(report.app)
diff.register(report.app)
bind.register(report.app)
editions.register(scheme.app)
app.add_typer(report.app, name="report")
app.add_typer(rule.app, name="rule")
app.add_typer(scheme.app, name="scheme")
app.add_typer(data.app, name="data")
app.add_typer(indicator.app, name="indicator")
app.add_typer(bundle.app, name="bundle")
serve.register(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dudao {__version__}")
        raise typer.Exit


@app.callback()
def main(
    context: typer.Context,
    lang: Annotated[str | None, typer.Option(metavar="zh|en", help="界面语言 / language of messages")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="出错时显示完整信息 / show tracebacks")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="版本 / version")
    ] = False,
) -> None:
    """What holds for every command; the language was taken from the words before, so that a wrong call is told in it."""
    session = _session(context)
    if lang is not None and lang not in LANGUAGES:
        raise typer.BadParameter("zh | en", param_hint="--lang")
    session.debug = debug or session.debug


def _session(context: typer.Context) -> Session:
    session = context.find_object(Session)
    assert session is not None  # run_command always hands one over
    return session


def run_command(words: Sequence[str]) -> int:
    """Parse and run; every way to fail ends in one line and its exit code."""
    session, arguments = _take_global_options(list(words))
    try:
        outcome = app(args=arguments, obj=session, standalone_mode=False, prog_name="dudao")
        session.flush()
        if outcome == STOPPED:  # typer's own answer to Ctrl-C
            session.tell("已中止", "stopped")
        return int(outcome or 0)
    except DudaoError as error:
        _maybe_trace(session)
        session.tell(error.sentence("zh"), error.sentence("en"))
        return ExitCode.MISUSE
    except TyperException as error:
        return _usage(session, error)
    except (typer.Abort, KeyboardInterrupt):
        session.tell("已中止", "stopped")
        return STOPPED
    except ReaderGone:
        drop_output()
        return PIPE_CLOSED
    except OSError as error:
        if error.errno not in REASONS:
            return _trouble(session, error)
        _maybe_trace(session)
        refused = cannot_use(error)
        session.tell(refused.zh, refused.en)
        return ExitCode.MISUSE
    except Exception as error:  # noqa: BLE001 - the last line: no traceback for users
        return _trouble(session, error)


def _trouble(session: Session, error: Exception) -> int:
    _maybe_trace(session)
    kind = f"{type(error).__name__}: {error}"
    session.tell(
        f"程序内部出错（{kind}）；请加 --debug 重新运行，把显示的内容交给维护人员",
        f"internal trouble ({kind}); run again with --debug and pass on what it shows",
    )
    return ExitCode.TROUBLE


def _usage(session: Session, error: TyperException) -> int:
    """A wrong call in one line; a noun without a verb shows what verbs there are."""
    message = error.format_message()
    if message.startswith("Usage:"):
        sys.stdout.write(f"{message}\n")
    else:
        where = getattr(getattr(error, "ctx", None), "command_path", "dudao")
        session.tell(
            f"命令有误：{in_chinese(message)}（用法见 {where} --help）", f"usage: {message} (see {where} --help)"
        )
    return ExitCode.MISUSE


def _take_global_options(words: list[str]) -> tuple[Session, list[str]]:
    """`--lang` and `--debug` may stand anywhere; the rest is left for the commands."""
    session = Session(lang=language_of())
    rest: list[str] = []
    index = 0
    while index < len(words):
        word = words[index]
        if word == "--debug":
            session.debug = True
        elif word == "--lang" and index + 1 < len(words):
            rest[:0] = [word, words[index + 1]]
            session.speak(words[index + 1])
            index += 1
        elif word.startswith("--lang="):
            rest[:0] = [word]
            session.speak(word.removeprefix("--lang="))
        else:
            rest.append(word)
        index += 1
    return session, rest


def _maybe_trace(session: Session) -> None:
    session.clear_progress()
    if session.debug:
        traceback.print_exc()
