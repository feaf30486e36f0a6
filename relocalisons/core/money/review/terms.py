"""Pure: the terms of a grant, from « Financeurs » and « Règles des financeurs »; None when unsure.

A rule is a dated row: the one in force on the last day of the claim's period decides, the one of
the funder before one for all funders. « sans objet » is a known absence, an empty or unreadable
cell is not known: what needs it is then not verified, and no usual value takes its place.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relocalisons.core.kernel.model import Reading, Row, first_day
from relocalisons.core.kernel.words.french import quote
from relocalisons.core.kernel.words.names import fold, split_names
from relocalisons.core.kernel.words.yes_no import is_yes
from relocalisons.core.money.books import Books, FunderRules
from relocalisons.core.money.cents import cents
from relocalisons.core.money.words.grant_rules import (
    Commencement,
    FlatRate,
    GrantRule,
    KeyMeans,
    has_no_rule,
    names_everybody,
    names_nobody,
    read_advance_share,
    read_commencement,
    read_flat_rate,
    read_key_means,
    read_rule,
    read_share,
    takes_letters,
)
from relocalisons.core.money.words.time_units import FULL_TIME_HOURS
from relocalisons.core.programme.scope import codes_by_name
from relocalisons.core.reading.cells.readers import read_money, read_single_day
from relocalisons.core.sources.thresholds import QUOTE_FROM, value_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A line of « Règles des financeurs »; a day is None when the rule has always been in force."""

    rule: GrantRule
    funder: str  # empty: every funder
    value: str
    start: date | None
    end: date | None

    def is_of(self, funder: str) -> bool:
        """Whether it is a rule of that funder, or of all."""
        return self.funder in ("", funder)

    def is_on(self, day: date) -> bool:
        """Whether it is in force that day."""
        return (self.start or day) <= day <= (self.end or day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of one grant; money in cents, shares as fractions of the base.

    `absent`: rules that the convention says it has not. `quotes`: amount HT above which two and
    three quotes are asked; without a rule one is asked from the amount of « Paramètres ».
    """

    funder: FunderRules
    grant: int | None
    rate: Decimal | None
    values: Mapping[GrantRule, str]
    usual_quote: Decimal
    rows: tuple[RuleRow, ...] = ()  # every dated row of this funder, in force or not

    def value(self, rule: GrantRule) -> str | None:
        """What is typed for a rule in force; None when nothing, or when there is no such rule."""
        said = self.values.get(rule)
        return None if said is None or has_no_rule(said) else said

    def value_on(self, rule: GrantRule, day: date | None) -> str | None:
        """What is typed for a rule on a day; on an unknown day what the claim's last day decides.

        A claim may span an amendment: what was ordered, worked or paid before it had its own rule.
        """
        said = self.typed_on(rule, day)
        return None if said is None or has_no_rule(said) else said

    def typed_on(self, rule: GrantRule, day: date | None) -> str | None:
        """The cell of a rule on a day, « sans objet » too."""
        if day is None:
            return self.values.get(rule)
        said = [each.value for each in self.rows if each.rule is rule and each.is_on(day)]
        return said[-1] if said else None

    def lapses(self, rule: GrantRule, day: date) -> bool:
        """Whether a rule is written for other days only: nobody says what held that day."""
        mine = [each for each in self.rows if each.rule is rule]
        return bool(mine) and not any(each.is_on(day) for each in mine)

    def is_settled(self, rule: GrantRule) -> bool:
        """Whether somebody wrote the rule, or that there is none."""
        return bool(self.values.get(rule))

    def amount(self, rule: GrantRule) -> Decimal | None:
        """A rule that is an amount or a number; None when there is none or it cannot be read."""
        return read_money(self.value(rule)).value

    def amount_on(self, rule: GrantRule, day: date | None) -> Decimal | None:
        """A rule that is an amount, as it held on a day."""
        return read_money(self.value_on(rule, day)).value

    def day(self, rule: GrantRule) -> date | None:
        """A rule that is a day."""
        return read_single_day(self.value(rule))

    def is_unreadable(self, rule: GrantRule) -> bool:
        """Whether something is typed for a rule that nobody can read for sure."""
        value = self.value(rule)
        reader = _READERS.get(rule)
        return value is not None and reader is not None and reader(value) is None

    @property
    def filed_on(self) -> date | None:
        """From when a first act may commit: the request, or its receipt."""
        return self.day(GrantRule.FILED_ON)

    @property
    def counts_from(self) -> date | None:
        """The day before which a first act commits too early: the request, else eligibility."""
        return self.filed_on or self.funder.start

    @property
    def commencement(self) -> Commencement | None:
        """How far an early start reaches; FREE where the convention has no such rule."""
        return read_commencement(self.values.get(GrantRule.COMMENCEMENT)).value

    @property
    def flat_rate(self) -> FlatRate | None:
        """The flat rate of indirect costs."""
        return read_flat_rate(self.value(GrantRule.FLAT_RATE))

    @property
    def key_is_of_the_base(self) -> bool:
        """Whether the key shares the base, to which the rate then applies."""
        return read_key_means(self.value(GrantRule.KEY_MEANS)).value is KeyMeans.BASE

    @property
    def details_staff(self) -> bool:
        """Whether salaries are presented one by one."""
        return is_yes(self.value(GrantRule.STAFF_DETAIL) or "")

    @property
    def is_european(self) -> bool:
        """Whether the money is of a European fund: « Fonds européen » names it."""
        return self.value(GrantRule.EUROPEAN) is not None

    @property
    def paid_hours(self) -> Decimal:
        """Paid hours of a month at full time."""
        return self.amount(GrantRule.PAID_HOURS) or FULL_TIME_HOURS

    @property
    def actions(self) -> frozenset[str] | None:
        """The folded numbers of the actions it pays for; None when it names none."""
        said = self.value(GrantRule.ACTIONS)
        return frozenset(map(fold, split_names(said))) if said else None

    @property
    def excluded_accounts(self) -> frozenset[str]:
        """The accounts of charges that the convention leaves out: « 67 »."""
        return frozenset(split_names(self.value(GrantRule.EXCLUDED_ACCOUNTS) or ""))

    @property
    def takes_letters(self) -> bool:
        """Whether a mission letter may stand for time sheets; so it is where nothing is said."""
        return takes_letters(self.value(GrantRule.TIME_PROOF))

    def names(self, partner: str, day: date | None) -> bool | None:
        """Whether money may be passed on to a partner, by the annex of that day.

        None where the annex is written for other days only. Without any rule nobody is left out.
        """
        if day is not None and self.lapses(GrantRule.PARTNERS, day):
            return None
        said = self.typed_on(GrantRule.PARTNERS, day)
        if names_nobody(said):
            return False
        if not said or has_no_rule(said) or names_everybody(said):
            return True
        return fold(partner) in set(map(fold, split_names(said, known=(partner,))))

    @property
    def highest_aid(self) -> Decimal:
        """The largest share of the base that all public aid together may pay.

        Never above 100 % (décret 2018-514); own funding lowers it.
        """
        shares = [
            read_share(self.value(GrantRule.PUBLIC_AID)),
            None
            if (own := read_share(self.value(GrantRule.OWN_SHARE))) is None
            else 1 - own,
        ]  # fmt: skip
        return min([Decimal(1), *(each for each in shares if each is not None)])

    def quotes_asked(self, net: Decimal, ordered: date | None = None) -> int:
        """How many quotes an expense of that amount HT needs, by the rule of the day of its order.

        Where no rule is written for that day, the one of the claim decides.
        """
        for rule, number in ((GrantRule.THREE_QUOTES, 3), (GrantRule.TWO_QUOTES, 2)):
            day = ordered if ordered is not None and not self.lapses(rule, ordered) else None
            above = self.amount_on(rule, day)
            if above is not None and net > above:
                return number
        if self.is_settled(GrantRule.TWO_QUOTES):
            return 0
        return 1 if net >= self.usual_quote else 0


_READERS: Mapping[GrantRule, Callable[[str], object | None]] = {
    **dict.fromkeys(
        (
            *(GrantRule.TWO_QUOTES, GrantRule.THREE_QUOTES, GrantRule.LEAST_CLAIM),
            *(GrantRule.OTHER_AID, GrantRule.PAID_HOURS, GrantRule.DAY_HOURS),
        ),
        lambda text: read_money(text).value,
    ),
    **dict.fromkeys((GrantRule.OWN_SHARE, GrantRule.PUBLIC_AID), read_share),
    **dict.fromkeys(
        (GrantRule.FILED_ON, GrantRule.EXECUTION_START, GrantRule.EXECUTION_END), read_single_day
    ),
    GrantRule.ADVANCE: read_advance_share,
    GrantRule.FLAT_RATE: read_flat_rate,
    GrantRule.COMMENCEMENT: lambda text: read_commencement(text).value,
    GrantRule.KEY_MEANS: lambda text: read_key_means(text).value,
}


def rule_row(rule: GrantRule) -> str:
    """Where a rule is written, as a remark says it."""
    return f"{quote('Règles des financeurs')}, {quote(rule.value)}"


def terms_of(books: Books, funder: FunderRules, *, on: date) -> Terms:
    """The terms of that funder on a day."""
    rows = sorted(
        (each for each in rule_rows(books) if each.is_of(funder.code)),
        key=lambda each: each.funder != "",
    )
    ranked = [each for each in rows if each.is_on(on)]
    return Terms(
        funder=funder,
        grant=_grant(books, funder),
        rate=_share(funder.row.reading("rate")),
        values={each.rule: each.value for each in ranked},
        usual_quote=value_in_force(books.programme.parameters, QUOTE_FROM),
        rows=tuple(rows),
    )


def rule_rows(books: Books) -> tuple[RuleRow, ...]:
    """Every line of « Règles des financeurs » whose rule and dates are understood."""
    codes = codes_by_name(books.funders)
    return tuple(
        RuleRow(
            rule=rule,
            funder=codes.get(fold(row.plain("funder")), row.plain("funder")),
            value=row.typed("value"),
            start=first_day(row.reading("start")),
            end=row.last_day("end"),
        )
        for row in books.programme.rows("grant_rules")
        if (rule := _rule_of(row)) is not None
    )


def unknown_rules(books: Books) -> tuple[str, ...]:
    """The names of rules that nobody knows, and of known ones whose days cannot be read."""
    rows = books.programme.rows("grant_rules")
    return tuple(row.plain("rule") for row in rows if row.text("rule") and _rule_of(row) is None)


def _rule_of(row: Row) -> GrantRule | None:
    return None if row.is_doubtful("start", "end") else read_rule(row.text("rule"))


def _share(reading: Reading[Decimal]) -> Decimal | None:
    value = reading.value
    return value if isinstance(value, Decimal) and 0 <= value <= 1 else None


def _grant(books: Books, funder: FunderRules) -> int | None:
    """The amount of the agreement, else the sum of its budget when all of it can be read."""
    amount = funder.row.reading("amount")
    if amount.value is not None:
        return cents(amount.value)
    rows = [row.current for row in books.budget if row.funder == funder.code]
    if not rows or funder.row.is_doubtful("amount") or None in rows:
        return None
    return cents(sum((each for each in rows if each is not None), Decimal(0)))
