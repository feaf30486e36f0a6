"""The environment as one programme sees it: its own variables, else those of all programmes.

`RELOCALISONS_GOOGLE_KEY__VAL_DE_SORGUE` is the key of `val-de-sorgue` alone, and
`RELOCALISONS_GOOGLE_KEY_FILE__VAL_DE_SORGUE` a file that holds it. What a programme does not say
itself is said for all, without the suffix.
"""

import re
from collections.abc import Iterable, Mapping

from relocalisons.configuration.problems import did_you_mean, problem
from relocalisons.errors import ConfigurationError

PREFIX = "RELOCALISONS_"
_FILE = "_FILE"
_MARK = "__"
_ALIKE = 0.75


class ProgrammeEnvironment(dict[str, str]):
    """Variables by the name that is common to all; `written`: as each is really written."""

    written: dict[str, str]

    def __init__(self, variables: Mapping[str, str], written: Mapping[str, str]) -> None:
        super().__init__(variables)
        self.written = dict(written)


def as_written(environment: Mapping[str, str], name: str) -> str:
    """How the operator wrote a variable, or the one of its file, for messages about it."""
    written: Mapping[str, str] = getattr(environment, "written", {})
    return written.get(name) or written.get(f"{name}{_FILE}") or name


def suffix_of(programme: str) -> str:
    """`val-de-sorgue` → `VAL_DE_SORGUE`: a variable has neither dashes nor small letters."""
    return re.sub(r"[^A-Z0-9]", "_", programme.upper())


def environment_of(environment: Mapping[str, str], programme: str) -> ProgrammeEnvironment:
    """The environment with the variables of a programme in the place of the common ones.

    A programme's own variable hides both forms of the common one, so that a key of everybody never
    wins over the file of one.
    """
    own = f"{_MARK}{suffix_of(programme)}"
    kept = {name: value for name, value in environment.items() if not _is_of_a_programme(name)}
    written: dict[str, str] = {}
    for name, value in sorted(environment.items()):
        common = name.removesuffix(own)
        if common == name or not _is_of_a_programme(name) or _is_of_a_programme(common):
            continue
        if not value:
            continue
        plain = common.removesuffix(_FILE)
        for hidden in {plain, f"{plain}{_FILE}"} - written.keys():
            kept.pop(hidden, None)
        kept[common], written[common] = value, name
    return ProgrammeEnvironment(kept, written)


def refuse_unknown_programmes(
    environment: Mapping[str, str], programme: str, *, known: Iterable[str]
) -> None:
    """A suffix that resembles the programme's own and is nobody's was meant for it.

    Not read, it would leave the programme with the key of all, without a word. `known`: the names
    of the files in the folder. Two of them that share one suffix would share their secrets.
    """
    mine = suffix_of(programme)
    others = [name for name in known if name != programme]
    twin = next((name for name in others if suffix_of(name) == mine), None)
    if twin is not None:
        what = f"its variables would be those of {twin}.toml (…{_MARK}{mine})"
        raise problem(f"{programme}.toml", what, "give one of the two another name")
    taken = {mine, *map(suffix_of, others)}
    for name in sorted(environment):
        common, mark, suffix = name.rpartition(_MARK)
        if not (mark and _is_of_a_programme(name)) or suffix in taken:
            continue
        if did_you_mean(suffix, [mine], cutoff=_ALIKE):
            raise ConfigurationError(
                f"{name}: there is no such programme; did you mean {common}{_MARK}{mine}?"
            )


def _is_of_a_programme(name: str) -> bool:
    return name.startswith(PREFIX) and _MARK in name.removeprefix(PREFIX)
