"""A module of a project as parsed: its names, and the nodes of each function."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

Key = tuple[str, str]
# The nodes that teach something, or that compare.
TEACHES = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.NamedExpr, ast.For, ast.comprehension,
            ast.Return, ast.Call)  # fmt: skip
COMPARES = (ast.Compare, ast.BinOp, ast.Subscript, ast.Call)
_FOLLOWED = (*TEACHES, *COMPARES)


@dataclass(slots=True)
class Module:
    name: str
    tree: ast.Module
    constants: dict[str, ast.expr] = field(default_factory=dict)
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    classes: dict[str, ast.ClassDef] = field(default_factory=dict)
    imported: dict[str, Key] = field(default_factory=dict)
    # "function.parameter" → the classes that its annotation names.
    annotated: dict[str, set[str]] = field(default_factory=dict)
    # The nodes by the function in which they stand, whose names are its own.
    scopes: dict[str, list[ast.AST]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for scope, node in _nodes(self.tree):
            match node:
                case ast.ImportFrom(module=str(module)):
                    self.imported |= {
                        each.asname or each.name: (module, each.name) for each in node.names
                    }
                case ast.FunctionDef(args=given):
                    self.functions[node.name] = node
                    self.annotated |= {
                        f"{scope or node.name}.{each.arg}": set(_names_in(each.annotation))
                        for each in (*given.args, *given.kwonlyargs)
                        if each.annotation is not None
                    }
                case ast.ClassDef():
                    self.classes[node.name] = node
                case _ if isinstance(node, _FOLLOWED):
                    self.scopes.setdefault(scope, []).append(node)
                case _:
                    pass
        for node in self.tree.body:
            match node:
                case ast.Assign(targets=[ast.Name(name)], value=value):
                    self.constants[name] = value
                case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                    pairs = zip(names, values, strict=True)
                    self.constants |= {n.id: v for n, v in pairs if isinstance(n, ast.Name)}
                case ast.AnnAssign(target=ast.Name(name), value=ast.expr() as value):
                    self.constants[name] = value


def _nodes(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Every node with the function in which it stands, empty outside of any."""
    stack: list[tuple[str, ast.AST]] = [("", tree)]
    while stack:
        scope, node = stack.pop()
        yield scope, node
        inner = node.name if isinstance(node, ast.FunctionDef) and not scope else scope
        stack += [(inner, each) for each in ast.iter_child_nodes(node)]


def _names_in(annotation: ast.expr) -> Iterator[str]:
    return (node.id for node in ast.walk(annotation) if isinstance(node, ast.Name))


def fields_of(node: ast.ClassDef) -> list[str]:
    return [
        each.target.id
        for each in node.body
        if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
    ]


def name_of(func: ast.expr) -> str:
    match func:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
