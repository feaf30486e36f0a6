"""Pure: what a kind of finding asks of her: a gesture, with whom, for what, and what is lost.

A subject declares the gesture of a kind where it declares the kind; `core/acts` groups, ranks and
hides by what is declared, and knows no kind by name.
"""

from dataclasses import dataclass
from enum import Flag, StrEnum, auto


class Verb(StrEnum):
    """What she does; the value is part of an act's key and of its line, and never changes."""

    SEND = "envoyer"
    DECIDE = "décider"
    CALL = "appeler"
    ASK = "demander"
    SIGN = "signer"
    WITHDRAW = "retirer"
    FIX = "corriger"
    FILL = "compléter"  # what is missing before a usual gesture can be made at all
    JUSTIFY = "justifier"  # what was paid ahead: by expenses of a claim, or by giving it back
    VISIT = "visiter"
    REVIEW = "relire"
    TELL = "prévenir"
    TIDY = "ranger"  # housekeeping: no act, but a line of « À ranger »


class Party(StrEnum):
    """With whom, and which occasion follows from it."""

    HERSELF = "herself"  # for the occasion that the gesture names
    PARTNER = "partner"  # the finding's partner; without a known one, herself
    FUNDER = "funder"  # the funder that the subject names first or last
    # One claim is one act, to send it whole: what is missing of it is among its reasons.
    CLAIM = "claim"  # of the funders who pay the expense, the one whose claim comes first
    DEADLINE = "deadline"  # the funder that the subject names first, for the paper it names then
    ACTION = "action"  # the action that the subject names last
    MEETING = "meeting"  # the meeting that the subject names first


class Loss(StrEnum):
    """What is lost when nobody does it, and how surely (`core/acts/ranking`)."""

    NOTHING = "nothing"
    UNPAID = "unpaid"  # the aid of an expense or of a whole grant that nobody began to secure
    PIECE = "piece"  # the aid of an expense that lacks a piece
    SIGNATURE = "signature"  # the aid of an expense that lacks a signature only
    CLAIM = "claim"  # cash that comes later
    REPORT = "report"  # a share of the convention
    BLOCKED = "blocked"  # a day of whoever waits, day after day
    IDLE = "idle"  # a day of the finding's own partner, who waits for nothing any more
    PUBLICITY = "publicity"  # a share of a European grant whose publicity is not seen
    OVERRUN = "overrun"  # what the next claim asks beyond what a funder's rule lets pass
    UNPROVEN = "unproven"  # value delivered under a label that no paper proves, day after day


class Lead(StrEnum):
    """What comes between the gesture and the date; « Paramètres » says how many working days."""

    OWN_PAPER = "own_paper"
    MAIL = "mail"
    VISIT = "visit"
    PAY = "pay"
    SIGN = "sign"
    CONVENE = "convene"
    ORDER = "order"  # to order, have delivered and pay


class Scope(Flag):
    """Within what one finding hides another: both must be of the same one, and it must be known."""

    NONE = 0
    ROW = auto()  # the line of a sheet that is its first evidence
    PIECE = auto()  # the expense
    PERSON = auto()  # the partner's contact
    PARTNER = auto()  # the partner
    MEETING = auto()  # the meeting
    TAB = auto()  # the tab of a workbook
    CAUSE = auto()  # the line that holds another up: of what is held up, its second evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Gesture:
    """What a kind asks for.

    `occasion` is what a gesture of HERSELF, or with a PARTNER, is for; empty: all that is to be
    said to them. `over`: it hides what is `under` the same scope, which stays counted in its act.
    `called_of_milestone`: of an action that a funder has as a milestone, it is a call.
    `of_whom_it_names`: it is with whom the finding says to ask, of « Partenaires » or not.
    `called_without_claim`: it is one where no paper of that funder is still to be sent.
    `presses_when_near`: in the last days before its own, it is no detail though it costs nothing;
    `presses_at_last`: on the last working days on which it helps only. `of_the_week`: it is for
    this week, whatever the days of what else is said to the same.
    `asked_back`: a funder waits for it before it pays: it is of today, whatever its day.
    `fades`: late for as long as what is of today may be ahead, it is for later: nobody waits.
    `of_whom_is_uncommitted`: those are called who have committed least of the funder's money.
    """

    verb: Verb
    party: Party = Party.HERSELF
    occasion: str = ""
    loss: Loss = Loss.NOTHING
    lead: Lead = Lead.MAIL
    over: Scope = Scope.NONE
    under: Scope = Scope.NONE
    called_of_milestone: bool = False
    of_whom_it_names: bool = False
    called_without_claim: bool = False
    presses_when_near: bool = False
    presses_at_last: bool = False
    of_the_week: bool = False
    asked_back: bool = False
    fades: bool = False
    of_whom_is_uncommitted: bool = False

    @property
    def is_act(self) -> bool:
        """Whether it is something to do rather than something to put in order."""
        return self.verb is not Verb.TIDY


TIDY = Gesture(verb=Verb.TIDY, under=Scope.ROW | Scope.PARTNER | Scope.TAB)
"""A cell, a name, a version: put in order when there is time, by partner and column."""

CLAIMED_CELL = Gesture(
    verb=Verb.FIX, party=Party.CLAIM, loss=Loss.PIECE, under=Scope.ROW | Scope.PARTNER | Scope.TAB
)
"""A cell on which money of a claim hangs, whatever its kind: the claim leaves with it in doubt."""

CALL = Gesture(verb=Verb.CALL, party=Party.PARTNER, under=Scope.PARTNER)
"""Something to say to a partner, with all the rest that is to be said to them."""

IN_MAILS = Gesture(
    verb=Verb.SEND, occasion="relances", under=Scope.ROW | Scope.PERSON | Scope.PARTNER
)
"""What the mails of the week say well enough: she lets them leave, and that is all."""


UNOWNED = "lignes sans responsable"
"""What a line that nobody of « Partenaires » answers for is an occasion for: she says who does."""

POSTPONEMENT = "report de jalon"
"""What a funder is asked when a milestone of its own has been put off."""


def by_herself(verb: Verb, occasion: str, *, lead: Lead = Lead.OWN_PAPER) -> Gesture:
    """A gesture of hers alone, for that occasion."""
    return Gesture(verb=verb, occasion=occasion, lead=lead)
