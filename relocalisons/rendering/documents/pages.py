"""Rendering: a report template and a view model → a document tree; errors name template and line.

The line of an error is found by markers: before compiling, each template line that begins with a
tag gets an HTML comment with its number, which the parser reads and forgets.
"""

import re
from functools import lru_cache
from pathlib import Path
from types import TracebackType

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.sandbox import SandboxedEnvironment

from relocalisons.errors import TemplateError
from relocalisons.rendering.documents.document import Document
from relocalisons.rendering.documents.subset import parse_document
from relocalisons.rendering.environment import TEMPLATES, make_environment

_TAG_FIRST = re.compile(r"^(\s*)(</?[a-zA-Z])")
_MARKER = re.compile(r"^@(?P<name>[\w./-]+):(?P<line>\d+)$")


class LineMarkers(Extension):
    """Put `<!--@template:line-->` before each line of a template that begins with a tag."""

    def preprocess(
        self,
        source: str,
        name: str | None,
        filename: str | None = None,  # noqa: ARG002  as Jinja calls it
    ) -> str:
        """Mark the source of a template; line numbers do not change."""
        if name is None:
            return source
        lines, inside = [], False
        for number, line in enumerate(source.split("\n"), start=1):
            if not inside:
                line = _TAG_FIRST.sub(rf"\1<!--@{name}:{number}-->\2", line)
            lines.append(line)
            inside = _ends_inside(line, inside=inside)
        return "\n".join(lines)


def render_document(template: str, *, templates: Path = TEMPLATES, **context: object) -> Document:
    """Fill a template (`money/funder_note.html`) and parse it.

    Raises TemplateError, in English, naming the template and its line: syntax, missing variable,
    unknown tag or attribute, missing alternative text.
    """
    environment = _environment(templates)
    try:
        source = environment.get_template(template).render(**context)
    except TemplateSyntaxError as error:
        name = error.name or template
        raise TemplateError(f"{name}, line {error.lineno}: {error.message}") from error
    except JinjaError as error:
        place = _place_of(error.__traceback__) or template
        raise TemplateError(f"{place}: {error}") from error
    return parse_document(source, template=template, markers=_read_marker)


@lru_cache(maxsize=4)
def _environment(templates: Path) -> SandboxedEnvironment:
    return make_environment(templates).overlay(extensions=[LineMarkers])


def _read_marker(comment: str) -> str | None:
    match = _MARKER.match(comment)
    return f"{match['name']}, line {match['line']}" if match else None


def _ends_inside(line: str, *, inside: bool) -> bool:
    """Whether a line ends in the middle of a tag or of a Jinja expression, statement or comment."""
    text = re.sub(r"<!--.*?-->", "", line)
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", text)
    opened = max(text.rfind(mark) for mark in ("{{", "{%", "{#", "<"))
    closed = max(text.rfind(mark) for mark in ("}}", "%}", "#}", ">"))
    if opened == closed == -1:
        return inside
    return opened > closed


def _place_of(trace: TracebackType | None) -> str | None:
    """The innermost frame that is a template: Jinja rewrites tracebacks to template lines."""
    place = None
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.suffix == ".html":
            name = path.name if path.parent.name in ("", ".") else f"{path.parent.name}/{path.name}"
            place = f"{name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return place
