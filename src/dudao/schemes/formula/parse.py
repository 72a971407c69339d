"""Text of a formula to its tree: numbers with units, names, + - * /, comparisons, and or not, functions.

(area_teaching - area_indoor_sport) / students
if(stage == 'primary', t_college + t_bachelor, t_bachelor) / students
cv(A4, weight: students)
count(of: school, where: type in ['小学', '初中'] and students > 2000[人]) == 0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from dudao.schemes.formula.faults import FormulaError
from dudao.schemes.formula.nodes import Call, Name, Negation, Node, Number, Operation, Place, Text, Truth, Words

LONGEST = 4000
MOST_TOKENS = 600
DEEPEST = 60
"""Limits of a formula: characters, words and marks, and brackets and operators inside each other."""

_TOKEN = re.compile(
    r"(?P<blank>[\s\u3000]+|#[^\n]*)"
    r"|(?P<number>\d+(?:\.\d+)?)(?P<unit>%|‰|\[[^\[\]\n]*\])?"
    r"|(?P<text>'[^'\n]*'|\"[^\"\n]*\")"
    r"|(?P<name>[A-Za-z_\u4e00-\u9fff][A-Za-z0-9_.\u4e00-\u9fff]*)"
    r"|(?P<mark>>=|<=|==|!=|[-+*/<>()\[\],:])"
)
_COMPARISONS = frozenset(("==", "!=", "<", "<=", ">", ">="))
RESERVED = frozenset(("and", "or", "not", "in", "true", "false"))
_FULL_WIDTH = str.maketrans("（），：＋－＊／＜＞＝", "(),:+-*/<>=")
"""Marks of a Chinese keyboard that are read as their half-width twins outside quotes."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # number, text, name, mark, word, end
    text: str
    place: Place
    unit: str = ""


def parse_formula(text: str) -> Node:
    """The tree of a formula.

    Raises:
        FormulaError: what cannot be read, with line and column in the text.
    """
    if len(text) > LONGEST:
        raise FormulaError(f"公式超过{LONGEST}个字符", f"the formula is over {LONGEST} characters", Place(1, 1))
    tokens = list(_tokens(text))
    if len(tokens) > MOST_TOKENS:
        raise FormulaError(
            f"公式超过{MOST_TOKENS}个词和符号，请拆成几个指标", f"over {MOST_TOKENS} words and marks", tokens[-1].place
        )
    return _Parser(tokens).parse()


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    line, line_start = 1, 0
    while position < len(text):
        found = _TOKEN.match(text, position) or _TOKEN.match(text.translate(_FULL_WIDTH), position)
        place = Place(line, position - line_start + 1)
        if found is None:
            raise FormulaError(f"不认识的字符 {text[position]}", f"unknown character {text[position]}", place)
        kind, token = str(found.lastgroup), found.group()
        if kind in ("number", "unit"):
            yield _Token("number", found["number"], place, (found["unit"] or "").strip("[]"))
        elif kind == "text":
            yield _Token("text", token[1:-1], place)
        elif kind != "blank":
            yield _Token("word" if token in RESERVED else kind, token, place)
        line += token.count("\n")
        if "\n" in token:
            line_start = position + token.rindex("\n") + 1
        position = found.end()
    yield _Token("end", "", Place(line, position - line_start + 1))


class _Parser:
    """Reads tokens from left to right; each method reads one level of binding strength."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.index = 0
        self.depth = 0

    @property
    def token(self) -> _Token:
        return self.tokens[self.index]

    def parse(self) -> Node:
        node = self.either()
        if self.token.kind != "end":
            raise self._unexpected()
        return node

    def either(self) -> Node:
        self._deeper()
        node = self.both()
        while self._is("or"):
            place = self._next().place
            node = Operation("or", node, self.both(), place)
        self.depth -= 1
        return node

    def both(self) -> Node:
        node = self.negated()
        while self._is("and"):
            place = self._next().place
            node = Operation("and", node, self.negated(), place)
        return node

    def negated(self) -> Node:
        if self._is("not"):
            self._deeper()
            place = self._next().place
            operand = self.negated()
            self.depth -= 1
            return Negation("not", operand, place)
        return self.compared()

    def compared(self) -> Node:
        left = self.added()
        if self.token.text in _COMPARISONS and self.token.kind == "mark":
            token = self._next()
            right = self.added()
            if self.token.text in _COMPARISONS and self.token.kind == "mark":
                raise FormulaError(
                    "比较不能连写，请用 and 分开", "comparisons cannot be chained: join two with and", self.token.place
                )
            return Operation(token.text, left, right, token.place)
        if self._is("in"):
            place = self._next().place
            return Operation("in", left, self._words(), place)
        return left

    def added(self) -> Node:
        node = self.multiplied()
        while self.token.kind == "mark" and self.token.text in ("+", "-"):
            token = self._next()
            node = Operation(token.text, node, self.multiplied(), token.place)
        return node

    def multiplied(self) -> Node:
        node = self.signed()
        while self.token.kind == "mark" and self.token.text in ("*", "/"):
            token = self._next()
            node = Operation(token.text, node, self.signed(), token.place)
        return node

    def signed(self) -> Node:
        if self._is("-"):
            self._deeper()
            place = self._next().place
            operand = self.signed()
            self.depth -= 1
            return Negation("-", operand, place)
        return self.primary()

    def primary(self) -> Node:
        token = self._next()
        if token.kind == "number":
            return Number(Fraction(token.text), token.unit, token.place)
        if token.kind == "text":
            return Text(token.text, token.place)
        if token.text in ("true", "false"):
            return Truth(token.text == "true", token.place)
        if token.kind == "name":
            return self._call(token) if self._is("(") else Name(token.text, token.place)
        if token.text == "(":
            node = self.either()
            self._expect(")")
            return node
        self.index -= token.kind != "end"
        raise self._unexpected()

    def _call(self, name: _Token) -> Call:
        self._expect("(")
        arguments: list[Node] = []
        named: list[tuple[str, Node]] = []
        while not self._is(")"):
            if self._names_an_argument():
                key = self._next().text
                self._expect(":")
                named.append((key, self.either()))
            elif named:
                raise FormulaError(
                    "带名称的参数之后不能再写不带名称的", "a positional argument behind a named one", self.token.place
                )
            else:
                arguments.append(self.either())
            if not self._is(")"):
                self._expect(",")
        self._expect(")")
        return Call(name.text, tuple(arguments), tuple(named), name.place)

    def _names_an_argument(self) -> bool:
        following = self.tokens[min(self.index + 1, len(self.tokens) - 1)]
        return self.token.kind == "name" and following.kind == "mark" and following.text == ":"

    def _words(self) -> Words:
        place = self.token.place
        self._expect("[")
        values = []
        while not self._is("]"):
            if self.token.kind != "text":
                raise self._unexpected()
            values.append(self._next().text)
            if not self._is("]"):
                self._expect(",")
        self._expect("]")
        return Words(tuple(values), place)

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError(f"括号、符号嵌套超过{DEEPEST}层", f"nested over {DEEPEST} deep", self.token.place)

    def _is(self, text: str) -> bool:
        return self.token.kind in ("mark", "word") and self.token.text == text

    def _next(self) -> _Token:
        token = self.token
        self.index += token.kind != "end"
        return token

    def _expect(self, text: str) -> None:
        if not self._is(text):
            if self.token.kind == "end":
                raise FormulaError(f"公式没有写完，缺 {text}", f"the formula ends before {text}", self.token.place)
            raise FormulaError(
                f"这里应当是 {text}，写的是 {self.token.text}",
                f"{text} expected, not {self.token.text}",
                self.token.place,
            )
        self.index += 1

    def _unexpected(self) -> FormulaError:
        token = self.token
        if token.kind == "end":
            return FormulaError("公式没有写完", "the formula breaks off", token.place)
        return FormulaError(f"这里不能写 {token.text}", f"{token.text} cannot stand here", token.place)
