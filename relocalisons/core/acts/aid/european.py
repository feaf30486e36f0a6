"""Pure: the funders whose money is European: a publication without its logo costs a share."""

from relocalisons.core.money.books import Books
from relocalisons.core.money.review.terms import rule_rows
from relocalisons.core.money.words.grant_rules import GrantRule, has_no_rule


def european_funders(books: Books) -> frozenset[str]:
    """Their codes, by « Règles des financeurs »."""
    rules = [one for one in rule_rows(books) if one.rule is GrantRule.EUROPEAN]
    return frozenset(
        each.code
        for each in books.funders
        if any(one.is_of(each.code) and not has_no_rule(one.value) for one in rules)
    )
