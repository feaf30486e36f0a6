"""Pure: what a decision asked of a committee is made of; every string is finished French."""

from dataclasses import dataclass

KINDS = ("late", "missing", "volumes", "slipping", "owner")
BY_RULE = "Proposition calculée d’après les feuilles, à confirmer par la coordination."
BY_HER = "Proposition de la coordination."


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One way to answer; `letter` is A, B or C."""

    letter: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A decision to take; every string is finished French.

    `weight` is what orders questions of one kind: days of lateness.
    """

    subject: str  # « A1.2 », « L04 », « décisions », « volumes »
    title: str  # the message of its slide
    question: str
    facts: tuple[str, ...]
    options: tuple[Option, ...]
    recommendation: str
    origin: str  # whose recommendation it is
    advised: str  # the letter of the option that is recommended; empty when the words are hers
    kind: str  # late | slipping | missing | volumes | owner
    weight: int
    holds: bool = False  # others wait for it, or a milestone depends on it

    @property
    def proposal(self) -> str:
        """What is recommended, for a list without the options: `reporter l’échéance…`."""
        text = next((each.text for each in self.options if each.letter == self.advised), "")
        words = text or self.recommendation
        return words[:1].lower() + words[1:].rstrip(".") if text else words.rstrip(".")
