"""What the names of a project may hold: a walk over its code that runs nothing.

A value is followed through names, loops, calls and returns, whatever the order: which literals it
may hold, and whether it may be what a person typed.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from support.architecture.parsed_modules import TEACHES, Key, Module, fields_of, name_of

from relocalisons.core.kernel.words.names import fold

# What hands out the text of a cell, and what brings a text to the form that words compare by.
CELLS = {"text", "plain", "typed", "shown_text", "find_parameter"}
# Fields of entities that keep the words of a cell as typed.
CELL_FIELDS = {
    "profile", "channel", "expected_format", "funders_to_cite", "naming_rule", "supply_chain",
    "crop", "buyer", "stage", "rule_text", "mention", "work_stream", "committee",
}  # fmt: skip
FOLDS = {"fold", "normalised", "bare_letters", "casefold", "lower", "fold_cell"}
# The same text or parts of it, whatever the arguments say.
_PARTS = {
    "split", "strip", "rstrip", "lstrip", "splitlines", "group", "groups", "groupdict",
    "removeprefix", "removesuffix", "partition", "rpartition", "rsplit", "replace", "translate",
    "copy", "keys",
}  # fmt: skip
# What they are given, gathered.
_GATHER = {
    "frozenset", "tuple", "set", "list", "sorted", "fromkeys", "chain", "filter", "zip", "join",
    "enumerate", "reversed", "max", "min", "next", "iter", "str", "escape", "cast", "product",
}  # fmt: skip
MATCHES = {"match", "search", "fullmatch", "findall", "finditer", "sub", "subn", "split"}


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression may hold."""

    words: frozenset[str] = frozenset()
    typed: bool = False

    def __or__(self, other: "Value") -> "Value":
        if other is self or (other.words <= self.words and (self.typed or not other.typed)):
            return self
        if self is NOTHING:
            return other
        return Value(self.words | other.words, self.typed or other.typed)


NOTHING = Value()
_TYPED = Value(typed=True)
_Place = tuple[str, str, ast.AST]


class Followed:
    def __init__(self, modules: dict[str, Module]) -> None:
        self.modules = modules
        # What names hold and functions return: (module, "function.name" or "*.field") → value.
        self.held: dict[Key, Value] = {}
        self.readers: defaultdict[Key, set[_Place]] = defaultdict(set)
        self.waiting: dict[_Place, None] = {}
        self.here: _Place | None = None
        self.busy: set[Key] = set()  # constants being evaluated

    def settle(self) -> None:
        """Follow every value until nothing new is learnt."""
        self.waiting = dict.fromkeys(
            (module.name, scope, node)
            for module in self.modules.values()
            for scope, nodes in module.scopes.items()
            for node in nodes
            if isinstance(node, TEACHES)
        )
        while self.waiting:
            batch, self.waiting = self.waiting, {}
            for self.here in batch:
                name, scope, node = self.here
                self._learn(self.modules[name], scope, node)
        self.here = None

    # What is learnt of names.

    def _learn(self, module: Module, scope: str, node: ast.AST) -> None:
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._bind(module, scope, target, value)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._bind(module, scope, target, value)
            case ast.AugAssign(target=target, value=value) | ast.NamedExpr(target, value):
                self._bind(module, scope, target, value)
            case ast.For(target=target, iter=each) | ast.comprehension(target=target, iter=each):
                self._bind_each(module, scope, target, each)
            case ast.Return(value=ast.expr() as value):
                self._keep((module.name, f"{scope}()"), self.value(module, scope, value))
            case ast.Call():
                self._learn_call(module, scope, node)
            case _:
                pass

    def _keep(self, key: Key, value: Value) -> None:
        before = self.held.get(key, NOTHING)
        after = before | value
        if after is not before and after != before:
            self.held[key] = after
            self.waiting |= dict.fromkeys(self.readers[key])

    def _read(self, key: Key) -> Value:
        if self.here is not None:
            self.readers[key].add(self.here)
        return self.held.get(key, NOTHING)

    def _bind(self, module: Module, scope: str, target: ast.expr, value: ast.expr) -> None:
        match target, value:
            case (ast.Tuple(elts=names), ast.Tuple(elts=values)) if len(names) == len(values):
                for name, each in zip(names, values, strict=True):
                    self._bind(module, scope, name, each)
            case _:
                self._hold(module, scope, target, self.value(module, scope, value))

    def _bind_each(self, module: Module, scope: str, target: ast.expr, each: ast.expr) -> None:
        columns = self._columns(module, each)
        if isinstance(target, ast.Tuple) and columns:
            for name, values in zip(target.elts, columns, strict=False):
                for value in values:
                    self._bind(module, scope, name, value)
            return
        self._hold(module, scope, target, self.value(module, scope, each))

    def _columns(self, module: Module, each: ast.expr) -> list[list[ast.expr]]:
        """The columns of a literal table of pairs, or of the items of a literal dictionary."""
        match each:
            case ast.Call(func=ast.Attribute(value=ast.Name(name), attr="items")):
                held = self.constant(module, name)[1]
                if isinstance(held, ast.Dict):
                    return [[key for key in held.keys if key], list(held.values)]
            case ast.Name(name):
                held = self.constant(module, name)[1]
                return self._columns(module, held) if held else []
            case ast.Tuple(elts=rows) | ast.List(elts=rows):
                cells = [row.elts for row in rows if isinstance(row, ast.Tuple)]
                if cells and len(cells) == len(rows):
                    return [list(column) for column in zip(*cells, strict=False)]
            case _:
                pass
        return []

    def _hold(self, module: Module, scope: str, target: ast.expr, value: Value) -> None:
        match target:
            case ast.Name(name):
                self._keep((module.name, f"{scope}.{name}"), value)
            case ast.Tuple(elts=names) | ast.List(elts=names):
                for each in names:
                    self._hold(module, scope, each, value)
            case ast.Starred(value=each):
                self._hold(module, scope, each, value)
            case ast.Attribute(attr=name):
                self._keep((module.name, f"*.{name}"), value)
            case _:
                pass

    def _learn_call(self, module: Module, scope: str, call: ast.Call) -> None:
        home, name = self._called(module, call.func)
        if home is None:
            return
        if name in home.functions:
            given = home.functions[name].args
            names = [each.arg for each in (*given.posonlyargs, *given.args)]
            if names[:1] in (["self"], ["cls"]):
                names = names[1:]
        elif name in home.classes:
            names, home = fields_of(home.classes[name]), home
            for keyword, value in (
                *zip(names, call.args, strict=False),
                *((each.arg, each.value) for each in call.keywords),
            ):
                self._keep((home.name, f"*.{keyword}"), self.value(module, scope, value))
            return
        else:
            return
        for each, value in (
            *zip(names, call.args, strict=False),
            *((each.arg, each.value) for each in call.keywords),
        ):
            self._keep((home.name, f"{name}.{each}"), self.value(module, scope, value))

    def _called(self, module: Module, func: ast.expr) -> tuple[Module | None, str]:
        match func:
            case ast.Name(name):
                if name in module.functions or name in module.classes:
                    return module, name
                origin, name = module.imported.get(name, ("", ""))
                return self.modules.get(origin), name
            case ast.Attribute(value=ast.Name("self" | "cls"), attr=name):
                return module, name
            case _:
                return None, ""

    # What an expression may hold.

    def value(self, module: Module, scope: str, node: ast.expr | None) -> Value:
        """The literals that an expression may hold, and whether it may be typed by a person."""
        match node:
            case ast.Constant(value=str(text)) if any(map(str.isalpha, text)):
                return Value(frozenset((text,)))
            case ast.Name(name):
                return self._of_name(module, scope, name)
            case ast.Attribute():
                return self._of_attribute(module, scope, node)
            case ast.Call():
                return self._of_call(module, scope, node)
            case ast.Subscript(value=ast.Name(name)) if isinstance(
                held := self.constant(module, name)[1], ast.Dict
            ):
                return self._any(module, scope, held.values)
            case ast.Dict(keys=keys, values=values):
                spread = (each for key, each in zip(keys, values, strict=True) if key is None)
                return self._any(module, scope, (*keys, *spread))
            case ast.DictComp(key=key):
                return self.value(module, scope, key)
            case ast.BinOp(left=one, right=other) | ast.IfExp(body=one, orelse=other):
                return self._any(module, scope, (one, other))
            case (
                ast.Tuple(elts=parts)
                | ast.List(elts=parts)
                | ast.Set(elts=parts)
                | ast.BoolOp(values=parts)
                | ast.JoinedStr(values=parts)
            ):
                return self._any(module, scope, parts)
            case (
                ast.FormattedValue(value=inner)
                | ast.Starred(value=inner)
                | ast.NamedExpr(value=inner)
                | ast.Subscript(value=inner)
                | ast.ListComp(elt=inner)
                | ast.SetComp(elt=inner)
                | ast.GeneratorExp(elt=inner)
                | ast.Await(value=inner)
            ):
                return self.value(module, scope, inner)
            case _:
                return NOTHING

    def _any(self, module: Module, scope: str, nodes: Iterable[ast.expr | None]) -> Value:
        found = NOTHING
        for node in nodes:
            found = found | self.value(module, scope, node)
        return found

    def constant(self, module: Module, name: str) -> tuple[Module, ast.expr | None]:
        if name in module.constants:
            return module, module.constants[name]
        origin, other = module.imported.get(name, ("", ""))
        home = self.modules.get(origin)
        return self.constant(home, other) if home and home is not module else (module, None)

    def _of_name(self, module: Module, scope: str, name: str) -> Value:
        found = self._read((module.name, f"{scope}.{name}"))
        if found != NOTHING:
            return found
        home, held = self.constant(module, name)
        if held is None or (home.name, name) in self.busy:
            return NOTHING
        self.busy.add((home.name, name))
        try:
            return self.value(home, "", held)
        finally:
            self.busy.discard((home.name, name))

    def _of_attribute(self, module: Module, scope: str, node: ast.Attribute) -> Value:
        if node.attr in CELL_FIELDS:
            return _TYPED
        if isinstance(node.value, ast.Name):
            home, held = self.constant(module, node.value.id)
            if isinstance(held, ast.Call):
                given = (each.value for each in held.keywords if each.arg == node.attr)
                return self._any(home, "", given)
            if node.value.id[:1].isupper():
                return NOTHING  # a member of an enum, or a field of a class
            named = module.annotated.get(f"{scope}.{node.value.id}")
            if named and not named & module.classes.keys():
                return NOTHING  # a field of a class of another module
        return self._read((module.name, f"*.{node.attr}")) | self._read(
            (module.name, f"{node.attr}()")
        )

    def _of_call(self, module: Module, scope: str, call: ast.Call) -> Value:
        name = name_of(call.func)
        receiver = call.func.value if isinstance(call.func, ast.Attribute) else None
        if name == "map" and len(call.args) > 1:
            inner = self._any(module, scope, call.args[1:])
            return _folded(inner) if name_of(call.args[0]) in FOLDS else inner
        if name in FOLDS:
            return _folded(self._any(module, scope, call.args or (receiver,)))
        if name in CELLS:
            return _TYPED
        if name in ("values", "get") and isinstance(receiver, ast.Name):
            held = self.constant(module, receiver.id)[1]
            if isinstance(held, ast.Dict):
                return self._any(module, scope, (*held.values, *call.args[1:]))
        if name in MATCHES and is_re(receiver):
            return Value(typed=self._any(module, scope, call.args[1:]).typed)
        if name == "compile" and is_re(receiver):
            return self._any(module, scope, call.args)
        if name in MATCHES and (name != "split" or self.is_pattern(module, receiver)):
            return Value(typed=self._any(module, scope, call.args).typed)
        if name in _PARTS:
            return self.value(module, scope, receiver)
        if name in _GATHER:
            return self._any(module, scope, call.args)
        home, name = self._called(module, call.func)
        return self._read((home.name, f"{name}()")) if home else NOTHING

    def is_pattern(self, module: Module, receiver: ast.expr | None) -> bool:
        if isinstance(receiver, ast.Name):
            held = self.constant(module, receiver.id)[1]
            return isinstance(held, ast.Call) and name_of(held.func) == "compile"
        return False


def is_re(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Name) and node.id == "re"


def _folded(value: Value) -> Value:
    words = frozenset(map(fold, value.words))
    return Value(words, value.typed or not words)
