"""Where code compares French words with what people typed.

Where a literal and what a person typed meet, somebody judges words. Names that come from data
(`codes.get(fold(typed))`) hold no literal, so that comparing ids and names is none of this.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from support.architecture.followed_values import MATCHES, Followed, Value, is_re
from support.architecture.parsed_modules import Module

_ASKS = {"startswith", "endswith", "removeprefix", "removesuffix", "find", "index", "count",
         "partition", "rpartition", "split", "rsplit", "replace", "isdisjoint", "intersection",
         "issubset", "issuperset", "difference", "get", "get_close_matches", "pop"}  # fmt: skip
_NO_LETTERS = re.compile(r"\(\?P<\w+>|\(\?P=\w+\)|\\[a-zA-Z]|\[[^\]]*\]")


@dataclass(frozen=True, slots=True, order=True)
class Judged:
    """A comparison of literals with what may be typed."""

    module: str
    line: int
    code: str
    words: tuple[str, ...]


def judged_words(sources: Mapping[str, str], *, apart: Iterable[str] = ()) -> list[Judged]:
    """Every comparison of the modules (dotted name → code), those of the rooms `apart` left out.

    What stands apart is still followed: its constants may be compared elsewhere.
    """
    walk = _Meetings({name: Module(name, ast.parse(code)) for name, code in sources.items()})
    left_out = tuple(apart)
    return sorted(
        found
        for module in walk.modules.values()
        if not any(re.fullmatch(each, module.name) for each in left_out)
        for found in walk.comparisons(module)
    )


class _Meetings:
    def __init__(self, modules: dict[str, Module]) -> None:
        self.modules = modules
        self.followed = Followed(modules)
        self.followed.settle()

    def comparisons(self, module: Module) -> Iterator[Judged]:
        """Where literals meet what may be typed."""
        for scope, nodes in module.scopes.items():
            for node in nodes:
                words = {each for each in self._met(module, scope, node) if each}
                if words and isinstance(node, ast.expr):
                    yield Judged(module.name, node.lineno, ast.unparse(node), tuple(sorted(words)))

    def _met(self, module: Module, scope: str, node: ast.AST) -> set[str]:
        match node:
            case ast.Compare(left=left, ops=ops, comparators=others) if all(
                isinstance(op, ast.Eq | ast.NotEq | ast.In | ast.NotIn) for op in ops
            ):
                sides = [self.followed.value(module, scope, each) for each in (left, *others)]
                return {word for one, other in pairwise(sides) for word in _words_met(one, other)}
            case ast.BinOp(left=left, op=ast.BitAnd() | ast.Sub(), right=right):
                return _words_met(
                    *(self.followed.value(module, scope, each) for each in (left, right))
                )
            case ast.Subscript(value=ast.Name(name), slice=key):
                if isinstance(self.followed.constant(module, name)[1], ast.Dict | ast.DictComp):
                    known = self.followed.value(module, scope, ast.Name(name))
                    return _words_met(known, self.followed.value(module, scope, key))
            case ast.Call(func=ast.Attribute(value=receiver, attr=name)):
                return self._met_by_method(module, scope, node, receiver, name)
            case ast.Call(func=ast.Name("get_close_matches"), args=[one, other, *_]):
                return _words_met(
                    *(self.followed.value(module, scope, each) for each in (one, other))
                )
            case _:
                pass
        return set()

    def _met_by_method(
        self, module: Module, scope: str, call: ast.Call, receiver: ast.expr, name: str
    ) -> set[str]:
        if name in MATCHES and is_re(receiver):
            return set(
                filter(None, map(_letters, self.followed.value(module, scope, call.args[0]).words))
            )
        held = self.followed.value(module, scope, receiver)
        is_pattern = name != "split" or self.followed.is_pattern(module, receiver)
        if name in MATCHES and is_pattern:
            return set(filter(None, map(_letters, held.words)))
        if name in _ASKS and call.args:
            return _words_met(held, self.followed.value(module, scope, call.args[0]))
        return set()


def _letters(pattern: str) -> str:
    """The words of a pattern; empty when it has none."""
    bare = _NO_LETTERS.sub(" ", pattern)
    return pattern if re.search(r"[^\W\d_]{2}", bare) else ""


def _words_met(one: Value, other: Value) -> set[str]:
    found: frozenset[str] = frozenset()
    if other.typed:
        found |= one.words
    if one.typed:
        found |= other.words
    return {word for word in found if _is_word(word)}


def _is_word(text: str) -> bool:
    is_dotted = re.fullmatch(r"[\w-]*(?:\.\w{2,})+", text)  # a suffix of a file, a domain
    return bool(re.search(r"[^\W\d_]", text)) and "_" not in text and not is_dotted
