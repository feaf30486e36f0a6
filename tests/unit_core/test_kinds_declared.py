"""Kinds of findings: each subject declares its own, and a stored name is given once."""

from relocalisons.core.assessment.kinds import KINDS
from relocalisons.core.kernel.model import FindingKind


def test_every_declared_kind_is_known_by_its_stored_name():
    declared = [kind for kinds in FindingKind.__subclasses__() for kind in kinds]

    assert sorted(kind.value for kind in declared) == sorted(KINDS)


def test_a_graver_kind_names_the_lighter_one_of_its_line():
    named = [kind.lighter for kind in KINDS.values() if kind.lighter]

    assert set(named) <= set(KINDS)
    assert len(named) == len(set(named))
