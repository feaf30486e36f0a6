"""Pure: what leaves the coordination says « raison interne » where a private reason was typed.

Every document, slide and mail for somebody else passes here last, as finished strings: figures and
states were computed from the words as typed, and only what is printed is hidden. Cells keep their
words, her own tabs show them, and she is asked (`findings.private_reasons`).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import wraps
from operator import is_
from typing import Any, ParamSpec, TypeVar, cast

from relocalisons.core.kernel.discretion.words.private import PrivateTopic
from relocalisons.core.kernel.discretion.words.reasons import topic_of
from relocalisons.core.kernel.model import Programme
from relocalisons.core.kernel.words.names import fold

INTERNAL = "raison interne"
_WORDLESS = frozenset((type(None), bool, int, float, date, datetime, Decimal))

T = TypeVar("T")
P = ParamSpec("P")

# A quotation and a parenthesis are judged by themselves: « Reporté (arrêt maladie) » stays put off.
_NESTED = re.compile(r"«[^«»]*»|\([^()]*\)")
# « M. Faure », « A1.2 » and « 12.03 » end no sentence.
_SENTENCES = re.compile(
    r"(\n+|\s*;\s*|\s+·\s+"
    r"|(?:(?<=[\w»)’]{3}[.!?…])|(?<=[^.\d]\d\d[.!?…]))\s+(?=[A-ZÀ-Ý«\d]))"
)
_PARTS = re.compile(r"(\s*:\s+|\s+[–—]\s+)")


def discreet(view: T, *, cleared: frozenset[str] = frozenset()) -> T:
    """`view` with every string in it passed through `hide_private`.

    Dataclasses, tuples and mappings are walked; keys, links, numbers and enums stay. `cleared`:
    `Programme.cleared`.
    """
    said: dict[str, str] = {}  # a view says most of its words more than once

    def hide(text: str) -> str:
        if text not in said:
            said[text] = hide_private(text, cleared=cleared)
        return said[text]

    return cast("T", _discreet(view, hide))


def for_others(build: Callable[P, T]) -> Callable[P, T]:
    """Decorator of what builds a document for somebody else: its words leave through `discreet`.

    One of its arguments is the programme, which says what the coordinator cleared.
    """

    @wraps(build)
    def built(*args: P.args, **kwargs: P.kwargs) -> T:
        given = (*args, *kwargs.values())
        programme = next(one for one in given if isinstance(one, Programme))
        return discreet(build(*args, **kwargs), cleared=programme.cleared)

    return built


def hide_private(text: str, *, cleared: frozenset[str] = frozenset()) -> str:
    """`text` with « raison interne » in the place of every sentence that tells a private reason.

    `cleared` holds texts, folded, in which the coordinator found nothing private.
    """
    if private_topic(text, cleared=cleared) is None:
        return text
    hidden = _NESTED.sub(lambda found: _hide_nested(found[0], cleared), text)
    if private_topic(hidden, cleared=cleared) is not None:
        pieces = _SENTENCES.split(hidden)
        pieces[::2] = [_hide_sentence(piece, cleared) for piece in pieces[::2]]
        hidden = "".join(pieces)
        if private_topic(hidden, cleared=cleared) is not None:
            hidden = INTERNAL
    return hidden


def private_topic(text: str, *, cleared: frozenset[str] = frozenset()) -> PrivateTopic | None:
    """What a text tells of somebody's private life, apart from what she cleared."""
    if "://" in text and " " not in text.strip():
        return None  # an address is no sentence, and one word less would break it
    topic = topic_of(text)
    if topic is None or not cleared:
        return topic
    words = f" {fold(text)} "
    for known in cleared:
        words = words.replace(f" {known} ", " ~ ")
    return topic_of(words)


def _discreet(view: Any, hide: Callable[[str], str]) -> Any:
    kind = cast("type[Any]", type(view))
    if kind is str:
        return hide(view)
    if kind in _WORDLESS or isinstance(view, Enum):
        return view
    if isinstance(view, str):
        return hide(view)
    if isinstance(view, tuple):
        held = cast("tuple[Any, ...]", view)
        kept = tuple([_discreet(one, hide) for one in held])
        return held if all(map(is_, held, kept)) else kept
    if isinstance(view, Mapping):
        return {
            key: _discreet(value, hide) for key, value in cast("Mapping[Any, Any]", view).items()
        }
    if is_dataclass(view) and not isinstance(view, type):
        changed = {
            field.name: value
            for field in fields(view)
            if (value := _discreet(old := getattr(view, field.name), hide)) is not old
        }
        return replace(view, **changed) if changed else view
    return view


def _hide_nested(text: str, cleared: frozenset[str]) -> str:
    if private_topic(text, cleared=cleared) is None:
        return text
    space = "\u00a0" if text.startswith("«") else ""
    return f"{text[0]}{space}{INTERNAL}{space}{text[-1]}"


def _hide_sentence(text: str, cleared: frozenset[str]) -> str:
    """What stands before a colon or a dash stays, when it tells nothing by itself."""
    if private_topic(text, cleared=cleared) is None:
        return text
    parts = _PARTS.split(text)
    private = [
        at
        for at in range(0, len(parts), 2)
        if private_topic(parts[at], cleared=cleared) is not None
    ]
    first = private[0] if private else 0
    words = INTERNAL.capitalize() if first == 0 and text[0].isupper() else INTERNAL
    end = text[-1] if text[-1] in ".!?…" else ""
    return f"{''.join(parts[:first])}{words}{end}"
