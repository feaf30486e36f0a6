"""Pure: what the coordinator decided, as understood from her words."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Meaning(StrEnum):
    """What she decided."""

    NOTHING = "nothing"  # the cell is empty
    SEND = "send"
    NOT_THIS_TIME = "not_this_time"
    I_CALL = "i_call"
    TO_DO = "to_do"
    GRANTED = "granted"  # until `until`
    SEEN = "seen"  # by telephone; silent until `until`, or for good when None
    DONE = "done"  # she did it: trusted until `until`, when the cell must have followed
    CALLED = "called"  # she telephoned: nobody is called again before `until`, nothing is settled
    VOID = "void"
    SHARED = "shared"  # a forecast that committee and funders may see
    ASKED = "asked"  # a date is meant, and it is not sure which: nothing is granted, she is asked
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A decision as understood. `message` is for her: what is wrong, or what was completed.

    Of a decision ASKED about, `until` is the day from which it is hers again: the day on which a
    « reparler le … » without a sure day was read, or a granted date that had already passed.
    """

    meaning: Meaning
    until: date | None = None
    message: str = ""
    also: int = 0  # how many other findings the same word decides
    # The day on which a « vu » without a day, or a « fait », was first read: « vu » does not cover
    # a last day to come.
    seen_on: date | None = field(default=None, compare=False)

    @property
    def is_clear(self) -> bool:
        """Whether it can be obeyed."""
        return self.meaning not in (Meaning.UNCLEAR, Meaning.ASKED)


NOTHING_SAID = Understood(meaning=Meaning.NOTHING)
"""What an empty cell says."""
