"""Pure: what is kept of a verb in its clause."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a verb tells, as far as an answer to a reminder is concerned."""

    MAKE = "make"  # to sow, to sign, to write: the line itself
    SEND = "send"
    ARRIVE = "arrive"  # of a thing: to leave, to follow, to reach
    GET = "get"
    COME = "come"
    WAIT = "wait"
    LACK = "lack"
    HARM = "harm"
    HALT = "halt"
    PUT_OFF = "put_off"
    SET = "set"  # a day
    REFUSE = "say_no"
    HANDLE = "handle"  # a file, a charge
    LEAVE = "leave"
    REPLACE = "replace"
    CALL = "call"
    WRITE = "write"  # to us, to somebody
    BEGIN = "begin"
    GO_ON = "go_on"
    SEEK = "seek"
    TELL = "tell"
    ABLE = "able"  # can, must, want: of the verb that follows
    BE = "be"
    NONE = "none"  # thanks, greetings, opinions


class Tense(StrEnum):
    """When, as the form says it."""

    PAST = "past"  # accomplished
    THEN = "then"  # « était », « devait »
    NOW = "now"
    AHEAD = "ahead"
    WOULD = "would"
    ORDER = "order"  # an imperative, « merci de … »
    BARE = "bare"  # a participle without its auxiliary
    NOUN = "noun"  # an infinitive that no verb carries


class Denial(StrEnum):
    """How it is denied."""

    NO = "no"
    NOT = "not"
    NOT_YET = "not_yet"
    NO_MORE = "no_more"
    ONLY = "only"  # « ne … que »


class Who(StrEnum):
    """Whose verb it is."""

    ME = "me"
    YOU = "you"
    IT = "it"  # « il », « ça », « c’est »
    NOUN = "noun"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """One verb of a clause, with what stands around it."""

    verb: str
    kind: Kind
    tense: Tense
    denial: Denial
    who: Who
    able: bool = False  # « peux », « pourra » carry it
    to_you: bool = False
    to_me: bool = False
    itself: bool = False  # « s’occupe », « se monte »
    supposed: bool = False  # behind « si », « quand », « dès que »
    start: int = 0
    end: int = 0
