"""The replies of `tests/data/replies`, and how what was read of them is scored (README there)."""

import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from support.replies.table import read_table

from relocalisons.core.kernel.words.names import fold
from relocalisons.core.replies.model import Ask, AskKind, Proposal, Reply

DATA = Path(__file__).parents[2] / "data/replies"
OF_THE_PERSON = ("new_contact", "contact_left", "call_me", "pause", "stop_mails")
_KINDS = {"meeting": AskKind.MEETING, "visit": AskKind.VISIT}
# The first files call another day of a meeting or a visit, for want of a word, one of these.
_FORMERLY = {"other_date": ("new_date", "promise", "question")}
_NICKNAMES = {
    "expense": "facture justificatif dépense pièce",
    "certificate": "certificat",
    "contract": "contrat",
    "contact": "coordonnées",
}


def records(name: str) -> list[dict]:
    table = DATA / f"{name}.txt"
    if table.exists():
        return read_table(table.read_text("utf-8"))
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]


def reply_of(record: dict) -> Reply:
    context = record["context"]
    return Reply(
        body=record["body"],
        written=date.fromisoformat(record["sent"][:10]),
        person=context["person"],
        sender=record["from"],
        subject=record["subject"],
        sent_text=context["mail_text"],
        headers=tuple(record["headers"].items()),
        attachments=tuple(record["attachments"]),
        asks=tuple(
            Ask(
                ref=ask["ref"],
                kind=_KINDS.get(ask["kind"], AskKind.WORK),
                title=ask["title"],
                due=date.fromisoformat(ask["due"]),
                nickname=_NICKNAMES.get(ask["kind"], ""),
            )
            for ask in context["asks"]
        ),
    )


def own_words(record: dict) -> str:
    """The body without what is quoted and signed."""
    body = record["body"]
    for start, end in sorted(record["quoted_spans"], reverse=True):
        body = body[:start] + "\n" + body[end:]
    return body.replace(record["signature"] or "\0", "")


@dataclass
class Score:
    truths: int = 0
    right: int = 0
    proposed: int = 0
    prudent: int = 0
    sure: int = 0
    wrong_and_sure: list[str] = field(default_factory=list)
    sure_where_doubt_is_due: list[str] = field(default_factory=list)

    def add(self, record: dict, proposals: tuple[Proposal, ...]) -> None:
        left = list(proposals)
        self.truths += len(record["truth"])
        self.proposed += len(left)
        self.sure += sum(not each.doubt for each in left)
        for truth in record["truth"]:
            fitting = [each for each in left if fits(truth, each)]
            if not fitting:
                continue
            best = min(fitting, key=lambda each: each.act.value != truth["act"])
            left.remove(best)
            self.right += 1
            self.prudent += best.doubt and not truth["doubt"]
            if truth["doubt"] and not best.doubt:
                self.sure_where_doubt_is_due.append(f"{record['id']} {best.act} {best.words}")
        self.wrong_and_sure += [f"{record['id']} {e.act} {e.words}" for e in left if not e.doubt]


def fits(truth: dict, proposal: Proposal) -> bool:
    act = proposal.act.value
    if not {act, *_FORMERLY.get(act, ())} & {truth["act"], *truth.get("or_acts", ())}:
        return False
    said, found = fold(truth["words"]).split(), fold(proposal.words).split()
    meets = bool(set(said) & set(found)) or truth["words"] == proposal.words
    return meets and _is_the_line(truth, proposal) and _is_the_value(truth, proposal)


def _is_the_line(truth: dict, proposal: Proposal) -> bool:
    if proposal.act.value in OF_THE_PERSON:
        return True
    possible = truth.get("refs_possible") or ([truth["ref"]] if truth["ref"] else [])
    if not possible:
        return proposal.ref is None or proposal.act.value in ("other", "wrong_person")
    return proposal.ref in possible or bool(set(proposal.may_be) & set(possible))


def _is_the_value(truth: dict, proposal: Proposal) -> bool:
    value, act, days = truth["value"], proposal.act.value, proposal.days
    if value is None or (act != truth["act"] and days is None):
        return True
    if isinstance(value, dict):
        first, last = map(date.fromisoformat, value["about"])
        return days is not None and first <= days.latest and days.earliest <= last
    if isinstance(value, int):
        return proposal.percent is not None and abs(proposal.percent - value) <= 1
    if _is_day(value):
        told = act in ("attend_yes", "call_me", "question")
        return told or (
            days is not None and days.earliest <= date.fromisoformat(value) <= days.latest
        )
    if act == "call_me":  # a number, or when: in the words that are quoted
        return fold(value) in (fold(proposal.text), "") or fold(value) in fold(proposal.words)
    return _is_the_text(value, act, proposal.text)


def _is_the_text(value: str, act: str, text: str) -> bool:
    if act not in ("attend_proxy", "new_contact", "wrong_person", "contact_left"):
        return True
    if "@" in value:
        return value.split("<")[-1].strip(">") in text
    names = [word for word in fold(value).split() if word not in ("mme", "m", "monsieur")]
    return any(name in fold(text).split() for name in names)


def _is_day(value: str) -> bool:
    return len(value) == 10 and value[4] == value[7] == "-"
