"""Pure: a partner, which one a cell names, and the best suggestion when it names nobody we know."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from relocalisons.core.kernel.readings import Reading
from relocalisons.core.kernel.sheets import RowPlace
from relocalisons.core.kernel.words.names import fold, initials

SUGGESTION_FLOOR = 0.6  # below it two names of the programme look alike by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """One of the 23. `emails` is empty unless every address of the cell was certain."""

    code: str
    name: str
    profile: str  # as typed: agriculteur, collectivité, …
    contact: str | None
    emails: Reading[tuple[str, ...]]
    phone: str | None
    channel: str | None  # « e-mail » or « téléphone »
    active: bool
    place: RowPlace
    deputy_contact: str | None = None
    deputy_emails: Reading[tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The partner a text names, or the one it may mean; a suggestion is never applied."""

    code: str | None
    suggestion: Partner | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerNames:
    """Every spelling that is known to name one partner, folded."""

    codes: Mapping[str, str]
    suggestions: Mapping[str, Partner] = field(default_factory=dict[str, Partner])
    # Whole names, first names and last names of contacts and deputies, folded.
    people: Mapping[str, tuple[Partner, ...]] = field(
        default_factory=dict[str, tuple[Partner, ...]]
    )

    @property
    def spellings(self) -> frozenset[str]:
        """Every folded text that names a partner or somebody of one."""
        return frozenset((*self.codes, *self.people))

    def code_of(self, text: str | None) -> str | None:
        """The partner that a text names; much quicker than `resolve` where it names nobody."""
        return self.codes.get(fold(text or ""))

    def people_of(
        self, text: str | None, *, partner: str | None
    ) -> tuple[tuple[Partner, ...], tuple[Partner, ...]]:
        """The partners that have such a contact: that one, and the others."""
        words = fold(text or "").split()
        found = self.people.get(" ".join(words)) or self.people.get(words[-1] if words else "", ())
        mine = tuple(each for each in found if each.code == partner)
        return mine, tuple(each for each in found if each.code != partner)

    def resolve(self, text: str | None) -> Resolution:
        """Find the partner by code, exact name or synonym; a spelling of two partners is nobody."""
        spelling = fold(text or "")
        if not spelling:
            return Resolution(code=None)
        code = self.codes.get(spelling)
        if code is not None:
            return Resolution(code=code)
        return Resolution(code=None, suggestion=self._suggest(spelling))

    def _suggest(self, spelling: str) -> Partner | None:
        scored = [(_likeness(spelling, known), known) for known in self.suggestions]
        score, best = max(scored, default=(0.0, ""))
        return self.suggestions[best] if score >= SUGGESTION_FLOOR else None


def index_names(partners: Iterable[Partner], *, synonyms: Mapping[str, str]) -> PartnerNames:
    """Index the spellings of all partners.

    `synonyms`: other spelling → partner code, from « Paramètres ». Codes win over names and
    names over synonyms; a name or synonym shared by two partners resolves to none of them.
    """
    partners = tuple(partners)
    known = {fold(partner.code): partner for partner in partners}
    codes = {spelling: partner.code for spelling, partner in known.items() if spelling}
    named = [(fold(partner.name), partner.code) for partner in partners]
    other = [
        (fold(spelling), known[fold(code)].code)
        for spelling, code in synonyms.items()
        if fold(code) in known
    ]
    for spellings in (named, other):
        codes = {**_unshared(spellings), **codes}
    by_code = {partner.code: partner for partner in partners}
    # Codes are left out: « P07 » typed for nobody is as near to P01 as to P02.
    suggestions = {
        spelling: by_code[code] for spelling, code in codes.items() if spelling not in known
    }
    for partner in partners:
        suggestions.setdefault(initials(partner.name), partner)
    suggestions.pop("", None)
    return PartnerNames(codes=codes, suggestions=suggestions, people=_people(partners))


def _people(partners: Iterable[Partner]) -> dict[str, tuple[Partner, ...]]:
    people: dict[str, tuple[Partner, ...]] = {}
    for partner in partners:
        for name in (partner.contact, partner.deputy_contact):
            words = fold(name or "").split()
            for form in dict.fromkeys((" ".join(words), *words[:1], *words[-1:])):
                if form and partner not in people.get(form, ()):
                    people[form] = (*people.get(form, ()), partner)
    return people


def _unshared(spellings: Iterable[tuple[str, str]]) -> dict[str, str]:
    owners: dict[str, set[str]] = {}
    for spelling, code in spellings:
        owners.setdefault(spelling, set()).add(code)
    return {
        spelling: next(iter(codes))
        for spelling, codes in owners.items()
        if spelling and len(codes) == 1
    }


def _likeness(spelling: str, known: str) -> float:
    """0 to 1: common letters in order, or common words, whichever says more.

    Letters in order are counted only where letters in any order reach the floor: comparing each
    unknown name with 800 spellings took a third of a night of 400 partners.
    """
    words, others = set(spelling.split()), set(known.split())
    shared = len(words & others) / len(words | others)
    mine, theirs = _letters(spelling), _letters(known)
    most = 2 * (mine & theirs).total() / max(1, mine.total() + theirs.total())
    if most < max(shared, SUGGESTION_FLOOR):
        return shared
    in_order = SequenceMatcher(None, spelling.replace(" ", ""), known.replace(" ", "")).ratio()
    return max(in_order, shared)


@lru_cache(maxsize=4_096)
def _letters(spelling: str) -> Counter[str]:
    return Counter(spelling.replace(" ", ""))
