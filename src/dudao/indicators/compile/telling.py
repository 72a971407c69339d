"""Results of a plan as the exact evaluator words them: values, limits, what is missing and why, in one language.

The engine makes the rows of what is plain: a value beside its limit, what the scheme leaves out, a condition that holds. What
needs the rows below to be told (inputs that are missing, schools that fail, a judgement that does not fit) is marked as in
doubt, and the exact evaluator tells it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import Any

from dudao.facts.contract import stages
from dudao.indicators.compile.engines import Computed
from dudao.indicators.compile.plan import Layer
from dudao.indicators.compile.tables import named, quoted
from dudao.indicators.compile.verdicts import EXACT, QUOTIENT, ROUGH
from dudao.indicators.evaluate.explained import SIGNS
from dudao.indicators.evaluate.prepared import excluded_reason
from dudao.indicators.results import PLAIN_DECIMALS, SIGNIFICANT
from dudao.indicators.symbols import measure_of
from dudao.indicators.told import PART, joint_of
from dudao.indicators.unit_words import TRUTHS, unit_in
from dudao.schemes.formula.nodes import Call, Node, Operation, walk
from dudao.schemes.indicators import Conclusion, Edition, Indicator

SOUND = {QUOTIENT: 2e-14, ROUGH: 2e-13}
"""The relative error of doubles by what they stand for; see `shaky` for those of which less is known."""
LARGEST_PLAIN, LARGEST, SMALLEST, SMALLEST_ROUGH = 10.0 ** (SIGNIFICANT - PLAIN_DECIMALS), 1e11, 1e-14, 1e-6
NUMBER = f"DECIMAL(38, {SIGNIFICANT + 14})"


class Teller:
    """Words the results of an edition in a language ("zh" or "en")."""

    def __init__(self, edition: Edition, computed: Computed, lang: str) -> None:
        self.edition = edition
        self.computed = computed
        self.lang = lang
        self.at = lang == "en"

    def words(self, zh: str, en: str) -> str:
        """A text of the language as an SQL literal."""
        return quoted(en if self.at else zh)

    # ─────────────── results ───────────────

    def result_query(self, indicator: Indicator, layer: Layer, verdict: str, shown: str) -> str:
        """Rows of COLUMNS, `engine`, `doubt` and `in_county` of an indicator; `verdict` and `shown` are SQL texts."""
        code, columns = indicator.code, self.computed.columns[layer]
        value = named(code)
        is_out = self._flag(f"{code}__out", columns)
        absent = self._flag(f"{code}__absent", columns)
        state = f"CASE WHEN {value} IS NOT NULL THEN 'known' WHEN {absent} THEN 'not_applicable' ELSE 'incomplete' END"
        is_number = f"{code}__printed" in columns
        text = self._number(value, indicator, code, columns) if is_number else f"CAST({value} AS VARCHAR)"
        has_limit = f"{code}__limit" in columns
        limit = named(f"{code}__limit")
        bound = self._number(limit, indicator, f"{code}__limit", columns) if has_limit else "''"
        is_judged = f"{value} IS NOT NULL AND {limit} IS NOT NULL" if has_limit else "false"
        operator = indicator.threshold.operator if indicator.threshold and indicator.formula is not None else ""
        ask = " OR ".join(
            f"coalesce({each}, true)" for each in self._asked(indicator, columns, is_out, absent, has_limit=has_limit)
        )
        stage_names = ", ".join(map(quoted, indicator.stages))
        where = f" WHERE stage IN ({stage_names})" if indicator.stages else ""
        return (
            f"SELECT body_code AS body, period, {'stage' if layer.is_staged else quoted('')} AS stage, "
            f"{quoted(code)} AS indicator, coalesce({text}, '') AS value, {self._shown(shown)} AS shown, "
            f"{quoted(unit_in(indicator.unit, self.lang).strip())} AS unit, {state} AS state, "
            f"{quoted(operator) if is_number else quoted('')} AS operator, "
            f"CASE WHEN {is_judged} THEN {bound} ELSE '' END AS \"limit\", {verdict} AS verdict, '' AS score, '' AS missing, "
            f"coalesce({self._reasons(indicator, columns, is_out, shown, has_limit=has_limit)}, '') AS reasons, "
            f"'' AS imputed, 'plan' AS engine, ({ask}) AS doubt, in_county FROM {self.computed.tables[layer]}{where}"
        )

    def _flag(self, name: str, columns: Collection[str]) -> str:
        return f"coalesce({named(name)}, false)" if name in columns else "false"

    def _shown(self, shown: str) -> str:
        if not self.at:
            return shown
        cases = " ".join(f"WHEN {quoted(zh)} THEN {quoted(en)}" for zh, en in TRUTHS.items())
        return f"CASE {shown} {cases} ELSE {shown} END"

    def _number(self, column: str, indicator: Indicator, name: str, columns: Collection[str]) -> str:
        """A column of doubles as `number_text` writes it."""
        own = _in_unit(column, indicator)
        kind = named(f"{name}__kind")
        plain = f"CAST(printf('%.{PLAIN_DECIMALS}f', {own}) AS DECIMAL(38, {PLAIN_DECIMALS}))"
        return (
            f"CASE WHEN {own} = 0 THEN '0' WHEN abs({own}) >= {LARGEST:.0f} OR abs({own}) < {SMALLEST!r} THEN '' "
            f"WHEN {kind} = {EXACT} THEN {_bare(plain)} ELSE {_bare(_significant(own))} END"
        )

    def _is_unsound(self, column: str, indicator: Indicator, name: str, columns: Collection[str]) -> Iterator[str]:
        """Where the double does not say which digits the exact number has."""
        own, kind = _in_unit(column, indicator), named(f"{name}__kind")
        yield f"{kind} = {EXACT} AND abs({own}) >= {LARGEST:.0f}"
        error = f"(CASE WHEN {kind} = {QUOTIENT} THEN {SOUND[QUOTIENT]!r} ELSE {SOUND[ROUGH]!r} END)"
        low, high = (f"({own} * (1 {sign} {error}))" for sign in "-+")
        whole = f"abs({own} * 1e{PLAIN_DECIMALS} - round({own} * 1e{PLAIN_DECIMALS})) <= abs({own}) * 1e-8"
        yield (
            f"{kind} <> {EXACT} AND ({own} <> 0 AND abs({own}) < {SMALLEST!r} OR abs({own}) >= {LARGEST:.0f} "
            f"OR ({kind} = {ROUGH} AND {own} <> 0 AND abs({own}) < {SMALLEST_ROUGH!r}) "
            f"OR (abs({own}) >= {LARGEST_PLAIN:.0f} AND {whole}) "
            f"OR printf('%.{SIGNIFICANT - 1}e', {low}) <> printf('%.{SIGNIFICANT - 1}e', {high}))"
        )
        if f"{name}__shaky" in columns:
            yield named(f"{name}__shaky")

    def _asked(
        self, indicator: Indicator, columns: Collection[str], is_out: str, absent: str, *, has_limit: bool
    ) -> Iterator[str]:
        """Where the exact evaluator is asked: for the sentence, or for digits."""
        code = indicator.code
        value = named(code)
        if f"{code}__doubt" in columns:
            yield named(f"{code}__doubt")
        yield f"{value} IS NULL AND NOT ({is_out})"
        if indicator.formula is None:
            return
        if f"{code}__printed" in columns:
            for each in self._is_unsound(value, indicator, code, columns):
                yield f"{value} IS NOT NULL AND ({each})"
        elif _names_failing(indicator.formula.node):
            yield value if not _is_all(indicator.formula.node) else "false"
            yield f"{value} IS NOT NULL AND NOT {value}"
        if has_limit:
            limit, printed, bound = (named(f"{code}__{part}") for part in ("limit", "printed", "bound"))
            yield f"{value} IS NOT NULL AND {limit} IS NULL"
            yield f"{value} IS NOT NULL AND {named(f'{code}__verdict')} = 1 AND {printed} = {bound}"
            for each in self._is_unsound(limit, indicator, f"{code}__limit", columns):
                yield f"{value} IS NOT NULL AND {limit} IS NOT NULL AND ({each})"

    def _reasons(
        self, indicator: Indicator, columns: Collection[str], is_out: str, shown: str, *, has_limit: bool
    ) -> str:
        excluded = excluded_reason(indicator)
        out = self.words(excluded.zh, excluded.en)
        if indicator.formula is None:
            basis = (
                f"coalesce(trim({named(f'{indicator.code}__basis')}), '')"
                if f"{indicator.code}__basis" in columns
                else "''"
            )
            told = f"{self.words('由人判定：', 'judged by people: ')} || {self._shown(shown)} || {self.words('；', '; ')} || {basis}"
        elif has_limit:
            told = self._sentence(indicator, shown)
        else:
            told = "''"
        return (
            f"CASE WHEN {named(indicator.code)} IS NULL THEN CASE WHEN {is_out} THEN {out} ELSE '' END ELSE {told} END"
        )

    def _sentence(self, indicator: Indicator, shown: str) -> str:
        """A value beside its limit, and how far it is from it; the words of `explained`."""
        code, unit = indicator.code, unit_in(indicator.unit, self.lang)
        assert indicator.threshold is not None
        printed, bound, ground, verdict = (
            named(f"{code}__{part}") for part in ("printed", "bound", "ground", "verdict")
        )
        digits = indicator.rounding.digits
        sign = SIGNS[indicator.threshold.operator]
        apart = unit if indicator.unit != "%" else (" percentage points" if self.at else "个百分点")
        by = self.words("，差 ", " by ")
        before = "''"
        if indicator.exemptions:
            cases = " ".join(
                f"WHEN {number} THEN {quoted((f'exception: {each.reason_en}' if self.at else f'例外情形：{each.reason_zh}') + PART)}"
                for number, each in enumerate(indicator.exemptions, 1)
            )
            before = f"CASE {ground} {cases} ELSE '' END"
        met, missed = (" meets ", " misses ") if self.at else ("，达到 ", "，未达到 ")
        return (
            f"{before} || {shown} || {quoted(unit)} || CASE WHEN {verdict} = 1 THEN {quoted(missed)} ELSE {quoted(met)} END || "
            f"{quoted(f'{sign} ')} || {digits_text(bound, digits)} || {quoted(unit)} || CASE WHEN {verdict} = 1 THEN {by} || "
            f"{digits_text(f'abs({printed} - {bound})', digits)} || {quoted(apart)} ELSE '' END"
        )

    # ─────────────── conclusions ───────────────

    def conclusion_query(self, conclusion: Conclusion, layer: Layer, verdict: str, shown: Collection[str]) -> str:
        """Rows of body, period, conclusion, verdict, whether the exact evaluator tells it, and which vetoes hold or are open.

        Args:
            shown: codes of the indicators that have results.
        """
        code, columns = conclusion.code, self.computed.columns[layer]
        asks = [self._flag(f"{code}__doubt", columns)]
        if f"{code}__ruled" in columns:
            asks.append(f"NOT {self._flag(f'{code}__ruled', columns)}")
        if not self._are_told(conclusion, shown):
            asks.append("true")
        gates = [name for name in columns if name.startswith((f"{code}__veto", f"{code}__open"))]
        bits = [f"CASE WHEN {named(name)} THEN {quoted(name.removeprefix(f'{code}__'))} END" for name in sorted(gates)]
        listed = f"list_filter([{', '.join(bits)}], lambda x: x IS NOT NULL)" if bits else "[]::VARCHAR[]"
        return (
            f"SELECT body_code AS body, period, {quoted(code)} AS conclusion, {verdict} AS verdict, '' AS reasons, "
            f"({' OR '.join(asks)}) AS doubt, {listed} AS gates, 'plan' AS engine FROM {self.computed.tables[layer]}"
        )

    def _are_told(self, conclusion: Conclusion, shown: Collection[str]) -> bool:
        indicators = [self.edition.indicator(code) for code in conclusion.needs]
        return all(each is not None and each.code in shown and each.grain == conclusion.grain for each in indicators)

    def tell_conclusions(self, connection: Any) -> None:
        """Put the reasons of `conclusions` that the plan gave together from `results`, which are told by now."""
        for conclusion in self.edition.conclusions:
            listed = ", ".join(
                f"({number}, {quoted(code)}, {quoted(stage)})"
                for number, (code, stage) in enumerate(
                    (code, stage)
                    for code in conclusion.needs
                    for stage in (getattr(self.edition.indicator(code), "stages", ()) or ("",))
                )
            )
            if not listed:
                continue
            joint = quoted(PART)
            connection.execute(
                f"CREATE OR REPLACE TEMP TABLE needed AS SELECT * FROM (VALUES {listed}) AS n(place, code, stage)"
            )
            told = (
                f"SELECT c.body, c.period, string_agg({self._needed()}, {joint} ORDER BY n.place) AS reasons "
                f"FROM conclusions AS c JOIN needed AS n ON true JOIN results AS r ON r.body = c.body AND "
                f"r.period = c.period AND r.indicator = n.code AND r.stage = n.stage JOIN t_bodies AS b ON b.code = c.body "
                f"WHERE c.engine = 'plan' AND c.conclusion = {quoted(conclusion.code)} AND r.verdict IN ('fail', 'incomplete') "
                "GROUP BY ALL"
            )
            before, after = self._gates(conclusion)
            connection.execute(
                f"UPDATE conclusions AS c SET reasons = concat_ws({joint}, {before}, t.reasons, {after}) FROM "
                f"(SELECT k.body, k.period, told.reasons FROM conclusions AS k LEFT JOIN ({told}) AS told USING (body, period) "
                f"WHERE k.conclusion = {quoted(conclusion.code)}) AS t "
                f"WHERE c.body = t.body AND c.period = t.period AND c.engine = 'plan' AND c.conclusion = {quoted(conclusion.code)}"
            )

    def _needed(self) -> str:
        """What is said of an indicator that a conclusion needs and that fails or lacks data."""
        names = {each.code: each.name_en if self.at else each.name_zh for each in self.edition.indicators}
        titles = " ".join(f"WHEN {quoted(code)} THEN {quoted(f'{code} {name}')}" for code, name in names.items())
        bare = "r.verdict" if self.at else "CASE r.verdict WHEN 'fail' THEN '未达到' ELSE '缺数据' END"
        return (
            f"{self._title('b.name', 'r.stage')} || {quoted(' ' if self.at else '')} || CASE r.indicator {titles} END || "
            f"{self.words('：', ': ')} || CASE WHEN r.reasons = '' THEN {bare} ELSE replace(r.reasons, {quoted(PART)}, {quoted(joint_of(self.lang))}) END"
        )

    def _title(self, name: str, stage: str) -> str:
        """How a body is named in sentences, with its stage (see `Lookups.title`)."""
        cases = []
        for code, each in stages(self.edition.own).items():
            joined = f"{name} || {quoted(f' {each.label_en}' if self.at else each.label_zh)}"
            is_said = (
                f"contains({name}, {quoted(each.label_zh)}) OR contains(lower({name}), {quoted(each.label_en.lower())})"
            )
            cases.append(f"WHEN {stage} = {quoted(code)} THEN CASE WHEN {is_said} THEN {name} ELSE {joined} END")
        return f"CASE {' '.join(cases)} ELSE {name} END"

    def _gates(self, conclusion: Conclusion) -> tuple[str, str]:
        """The vetoes that hold, the last first; and the first that is not known, where it alone stands against a pass."""
        vetoes = [each for each in self.edition.gates if each.grain == conclusion.grain and each.at_most == "fail"]
        held: list[str] = []
        first_open: list[str] = []
        for number, gate in enumerate(vetoes):
            said = self.words(f"一票否决：{gate.name_zh}", f"veto: {gate.name_en}")
            held.insert(0, f"CASE WHEN list_contains(c.gates, 'veto{number}') THEN {said} END")
            said = self.words(f"不能判断是否否决：{gate.name_zh}", f"veto not known: {gate.name_en}")
            earlier = [f"list_contains(c.gates, '{kind}{each}')" for each in range(number) for kind in ("veto", "open")]
            is_first = f"list_contains(c.gates, 'open{number}') AND NOT ({' OR '.join(earlier) or 'false'})"
            first_open.append(f"CASE WHEN t.reasons IS NULL AND {is_first} THEN {said} END")
        joint = quoted(PART)
        return (f"nullif(concat_ws({joint}, {', '.join(each)}), '')" if each else "NULL" for each in (held, first_open))  # type: ignore[return-value]


def digits_text(whole: str, digits: int) -> str:
    """A number in units of its last digit as text with its point."""
    text = f"CASE WHEN {whole} < 0 THEN '-' ELSE '' END || CAST(abs({whole}) // {10**digits} AS VARCHAR)"
    if digits:
        text += f" || '.' || lpad(CAST(abs({whole}) % {10**digits} AS VARCHAR), {digits}, '0')"
    return f"({text})"


def _in_unit(column: str, indicator: Indicator) -> str:
    factor = measure_of(indicator.unit).factor
    return column if factor == 1 else f"({column} * {float(Fraction(1) / factor)!r})"


def _significant(own: str) -> str:
    return f"CAST(printf('%.{SIGNIFICANT - 1}e', {own}) AS {NUMBER})"


def _bare(number: str) -> str:
    """A decimal as text without zeros behind."""
    return f"regexp_replace(CAST({number} AS VARCHAR), '\\.?0+$', '')"


def _names_failing(node: Node) -> bool:
    return any(isinstance(each, Call) and each.function == "all" for each in walk(node))


def _is_all(node: Node) -> bool:
    """Whether a condition holds only where nothing in it fails: conditions on all rows, joined by `and`."""
    if isinstance(node, Operation) and node.operator == "and":
        return _is_all(node.left) and _is_all(node.right)
    return not _names_failing(node) or (isinstance(node, Call) and node.function == "all")
