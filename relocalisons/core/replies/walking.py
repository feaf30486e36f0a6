"""Pure: one pass over the sentences of a mail, which remembers of which line they speak."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from relocalisons.core.reading.cells.dates.relative import find_dates
from relocalisons.core.reading.cells.words import fold
from relocalisons.core.replies.besides import with_address
from relocalisons.core.replies.clause import Clause, Found
from relocalisons.core.replies.finding import find_acts, hides, is_short, is_taken_back, plain
from relocalisons.core.replies.model import (
    Act,
    AskKind,
    Proposal,
    Reply,
)
from relocalisons.core.replies.placing import Place, place_act
from relocalisons.core.replies.sense.checking import checked
from relocalisons.core.replies.sense.constructions import read_construction
from relocalisons.core.replies.sense.deciding import read_sense
from relocalisons.core.replies.sense.words.constructions import is_what_follows
from relocalisons.core.replies.sense.words.predicates import find_predicates
from relocalisons.core.replies.sense.words.ranks import line_led_by_rank, line_of_day, ranked_lines
from relocalisons.core.replies.sense.words.subjects import is_bare_weekday
from relocalisons.core.replies.settling import one_sentence, without_contradicted
from relocalisons.core.replies.weighing import SecondReader
from relocalisons.core.replies.words.done import is_set_for
from relocalisons.core.replies.words.hedges import (
    asks,
    is_hedged,
    names_another,
    says_the_same,
    turns,
)
from relocalisons.core.replies.words.lines import (
    Named,
    begins_with_it,
    goes_on,
    label_of,
    named_lines,
    numbers_in,
    titles_in,
    without_excepted,
)
from relocalisons.core.replies.words.mail.sentences import (
    Sentence,
    clauses_of,
    in_month,
    is_breathless,
    month_named,
    respell,
)
from relocalisons.core.replies.words.names import people_in, same_person
from relocalisons.core.replies.words.questions import wants_to_know

_Finder = Callable[..., list[Found]]
_DATED = (Act.NEW_DATE, Act.PROMISE)
_LABEL = 5  # words before a colon
_COLONS = (":", "->", "→", "=>")  # what stands between a label and what it tells
_BRIEF = 40  # characters of an answer that stands for its rank in the mail


def _is_label(words: str, before: str) -> bool:
    return words.lstrip().startswith(_COLONS) and not label_of(before)


class Walk:
    """One pass over the sentences, which remembers of which line they speak."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.dues = tuple(ask.due for ask in reply.asks if ask.due and ask.kind is not AskKind.WORK)
        self.titles = " | ".join(fold(ask.title) for ask in reply.asks)
        self.topic: str | None = None
        self.last: Found | None = None
        self.month = ""  # of the last day that was said with its month
        self.named: set[str] = set()
        self.second = SecondReader(reply, self._clause, self._named, self._place)

    def read(self, sentences: Sequence[Sentence]) -> tuple[list[Proposal], list[str]]:
        """The proposals, in order, and the sentences in which nothing was understood."""
        by_rank = self._by_rank(sentences)
        if by_rank:
            return by_rank, []
        proposals: list[Proposal] = []
        guesses: list[Proposal] = []
        left: list[str] = []
        for number, sentence in enumerate(sentences):
            rest = sentences[number + 1].words if number + 1 < len(sentences) else ""
            if rest and self._is_heading(sentence.words):
                continue
            made = self._sentence(sentence, rest)
            guessed = [] if made else [each for each in self._sense(sentence) if not each.may_be]
            guesses += guessed
            told = self.second.weighed(made or guessed, sentence.words)
            proposals += told
            self.month = month_named(respell(sentence.words)) or self.month
            if not told:
                left.append(sentence.words)
        kept = without_contradicted(proposals, guesses)
        return [replace(each, doubt=True) for each in kept] if guesses else kept, left

    def _is_heading(self, words: str) -> bool:
        """« Le bilan ? », before what is told of it: a line named, and nothing asked."""
        clause = self._clause(words, "", alone=True)
        named = self._named(clause)
        if not words.rstrip().endswith("?") or len(words.split()) > _LABEL or len(named.refs) != 1:
            return False
        if find_predicates(clause.text, words) or wants_to_know(clause.text):
            return False
        self.topic = named.refs[0]
        return True

    def _by_rank(self, sentences: Sequence[Sentence]) -> list[Proposal]:
        """« oui / non / oui » under three lines: one each, in their order, in doubt."""
        asks = self.reply.asks
        if len(asks) < 2 or len(sentences) != len(asks):
            return []
        clauses = [self._clause(each.words, "", alone=True) for each in sentences]
        found = [self._acts(each, Named()) for each in clauses]
        named = any(named_lines(each.text, asks).refs for each in clauses)
        brief = all(len(each.words) < _BRIEF for each in sentences)
        if (
            named
            or not brief
            or not any(map(is_short, found))
            or not all(len(each) == 1 for each in found)
        ):
            return []
        placed = [
            place_act(acts[0], sentence.words, Place(refs=(ask.ref,), sure=False), self.reply)
            for ask, acts, sentence in zip(asks, found, sentences, strict=True)
        ]
        return [each for one in placed for each in one] if all(placed) else []

    def _clause(self, words: str, rest: str, *, alone: bool = False) -> Clause:
        reply = self.reply
        return Clause(
            words=words, text=in_month(respell(words), self.month), written=reply.written,
            person=reply.person, sender=reply.sender,
            attachments=len(reply.attachments), asked=len(reply.asks), dues=self.dues,
            titles=self.titles, rest=rest, alone=alone,
        )  # fmt: skip

    def _acts(self, clause: Clause, named: Named, *, find: _Finder = find_acts) -> list[Found]:
        kinds = {ask.kind for ask in self.reply.asks if not named.refs or ask.ref in named.refs}
        about = (
            bool(named.refs)
            or named.rest
            or len(self.reply.asks) == 1
            or (self.topic is not None and begins_with_it(clause.text))
        )
        presence, work = (
            not kinds or kinds != {AskKind.WORK},
            not kinds or kinds != {AskKind.MEETING},
        )
        if find is find_acts:
            built = read_construction(clause, named=about, presence=presence, work=work)
            if built is not None:
                return built
        found = find(clause, named=about, presence=presence, work=work)
        kept = checked(found, clause)
        if (
            find is find_acts
            and kinds == {AskKind.MEETING}
            and all(each.act in _DATED for each in kept)
        ):
            told = read_sense(clause, named=True, presence=True, work=False)
            kept = [each for each in told if each.act not in _DATED] or kept
        return kept

    def _sense(self, sentence: Sentence) -> list[Proposal]:
        """What the verbs of a sentence say, where no phrase of it is known; in doubt."""
        words, made = sentence.words, list[Proposal]()
        if asks(words):
            return []
        whole = named_lines(respell(words), self.reply.asks)
        for start, end in self._labelled(words, clauses_of(words, self._numbers(words))):
            clause = self._clause(words[start:end], "")
            named = self._named(clause)
            if names_another(clause.text) and not named.refs:
                continue
            if clause.words.count("«") != clause.words.count("»"):
                continue  # a part of somebody else's words
            place = self._place(named, whole)
            lines = Named(place.refs) if place.refs else named
            for found in self._acts(clause, lines, find=read_sense):
                found = self._with_name(found, words)
                made += place_act(found, words[start:end].strip(" ,;:–-"), place, self.reply)
        return one_sentence(made)

    def _sentence(self, sentence: Sentence, rest: str) -> list[Proposal]:
        if sentence.ref:
            self.topic = sentence.ref
        made: list[Proposal] = []
        text = respell(sentence.words)
        whole = named_lines(text, self.reply.asks)
        groups = self._groups(sentence.words)
        dated = any(told and self._looks_back(part) for part, _, told in groups)
        single = sum(bool(told) for _, _, told in groups) == 1
        naming = [number for number, (_, refs, _) in enumerate(groups) if refs]
        for number, (words, told_of, alone) in enumerate(groups):
            clause = self._clause(words, rest, alone=len(groups) == 1)
            named = without_excepted(self._named(clause), text, self.reply.asks)
            if len(named.refs) > 1 and not named.each and len(told_of) == 1:
                named = Named(told_of, each=True)
            # Before the line that it comes to, a sentence goes on about the one before.
            early = bool(self.topic and naming and number < naming[0])
            place = self._place(named, Named() if early else whole)
            if names_another(clause.text) and not named.refs:
                continue
            if is_what_follows(clause.text) and self.last and self.last.act is Act.DONE:
                continue
            after = [said for said, _, _ in groups[number + 1 :]]
            acts = self._acts(clause, named) or self._again(clause, named)
            if hides(acts, alone):
                acts = [replace(each, doubt=True) for each in alone]
            for found in acts or self._parts_alone(words, named):
                found = self._with_name(found, sentence.words)
                found = self._with_day(found, text) if single else found
                undated = not found.days and dated
                if found.act is Act.DONE and (undated or is_taken_back(after)):
                    found = replace(found, doubt=True)
                loose = len(groups) > 1 and not named.refs and found.act in _DATED
                found = replace(found, doubt=True) if loose else found
                told = place_act(found, words.strip(" ,;:–-"), place, self.reply)
                made += [replace(each, doubt=True) for each in told] if is_hedged(text) else told
                self.last = found
            self.topic = named.refs[0] if len(named.refs) == 1 else self.topic
            self.named |= set(named.refs) | self._lines_told(words)
        return with_address(one_sentence(made), sentence.words)

    def _named(self, clause: Clause) -> Named:
        """The lines that a clause names; « le reste » is what nothing was said of yet."""
        label = label_of(clause.text)
        named = named_lines(label, self.reply.asks) if label.strip() else Named()
        if len(named.refs) != 1 or len(label.split()) > _LABEL:
            led = line_led_by_rank(clause.text, self.reply.asks)
            named = Named(led, each=True) if led else named_lines(clause.text, self.reply.asks)
        if not named.refs and not named.rest:
            told = ranked_lines(clause.text, self.reply.asks)
            told = told or line_of_day(clause, self.reply.asks)
            return Named(told, each=True)
        if not named.rest or not self.named:
            return named
        left = tuple(ask.ref for ask in self.reply.asks if ask.ref not in self.named)
        return Named(left, each=True, rest=True)

    def _lines_told(self, words: str) -> set[str]:
        """The lines that the parts of a clause name: « le reste » is what comes after them."""
        parts = [respell(words[a:b]) for a, b in clauses_of(words, ())]
        return {ref for part in parts for ref in named_lines(part, self.reply.asks).refs}

    def _parts_alone(self, words: str, named: Named) -> list[Found]:
        """What the part that names the line says, where the rest hides it; in doubt."""
        parts = [self._clause(words[a:b], "") for a, b in clauses_of(words, ())]
        told = [each for each in parts if named_lines(each.text, self.reply.asks).refs]
        if len(parts) < 2 or not told:
            return []
        return [replace(each, doubt=True) for each in self._acts(told[0], named)][:1]

    def _again(self, clause: Clause, named: Named) -> list[Found]:
        """« Salomé Vidal reprend les visites, Jean-Marc Tissier le rapport. »"""
        last, people = self.last, people_in(clause.words)
        if last is not None and (named.refs or named.rest) and says_the_same(clause.text):
            return [last]
        if last is None or last.act is not Act.WRONG_PERSON or not named.refs or not people:
            return []
        return [replace(last, text=people[0][0], doubt=last.doubt or not people[0][1])]

    def _looks_back(self, words: str) -> bool:
        """Whether a part of a sentence says a day that lies behind."""
        found = find_dates(respell(words), written=self.reply.written)
        return any(each.last and each.last <= self.reply.written for each in found) or any(
            is_bare_weekday(respell(words), each.start, each.end) for each in found
        )

    def _with_day(self, found: Found, text: str) -> Found:
        """« Suite au conseil de lundi soir, le tarif a été voté »: its day stands elsewhere."""
        if found.act is not Act.DONE or found.days:
            return found
        told = [
            each
            for each in find_dates(text, written=self.reply.written, past=True)
            if each.last
            and each.last <= self.reply.written
            and not each.part
            and not is_set_for(text[each.start :])
        ]
        return replace(found, days=told[0].days) if len(told) == 1 else found

    def _with_name(self, found: Found, sentence: str) -> Found:
        """Who goes instead, where only the rest of the sentence names them."""
        if found.text or found.act not in (Act.ATTEND_PROXY, Act.WRONG_PERSON):
            return found
        people = [name for name, whole in people_in(sentence) if whole]
        others = [name for name in people if not same_person(name, self.reply.person)]
        return replace(found, text=others[0], doubt=True) if others else found

    def _place(self, named: Named, whole: Named) -> Place:
        if named.refs:
            return Place(refs=named.refs, sure=named.each and not named.rest, each=named.each)
        if len(whole.refs) == 1:
            return Place(refs=whole.refs, carried=True)
        if self.topic:
            return Place(refs=(self.topic,), carried=True, sure=len(self.reply.asks) == 1)
        return Place()

    def _groups(self, words: str) -> list[tuple[str, tuple[str, ...], list[Found]]]:
        """The clauses of a sentence, those without an act joined to the one before.

        With each, what its first part says by itself.
        """
        alone: list[list[Found]] = []
        groups: list[list[int]] = []
        told: list[tuple[set[object], tuple[str, ...]]] = []
        last = self.last
        for start, end in self._labelled(words, clauses_of(words, self._numbers(words))):
            clause = self._clause(words[start:end], "")
            named = self._named(clause)
            found = self._acts(clause, named) or self._again(clause, named)
            self.last = found[-1] if found else self.last
            acts: set[object] = {plain(each.act) for each in found}
            other = bool(groups) and self._is_another(clause, told[-1][1], said=bool(acts))
            if other or not groups or self._parts(told[-1], (acts, named.refs), rest=named.rest):
                groups.append([start, end])
                alone.append(found)
                told.append((acts, named.refs))
            else:
                groups[-1][1] = end
                told[-1] = (told[-1][0] | acts, told[-1][1] or named.refs)
        self.last = last
        return [
            (words[start:end], refs, said)
            for (start, end), (_, refs), said in zip(groups, told, alone, strict=True)
        ]

    def _is_another(self, clause: Clause, refs: tuple[str, ...], *, said: bool) -> bool:
        """« la première …, la 2 … », « …, par contre la note … »: each its own, known or not."""
        if refs and said and self._named(clause).rest:
            return True
        own = ranked_lines(clause.text, self.reply.asks)
        own = own or (self._named(clause).refs if turns(clause.text) else ())
        return bool(own and refs) and not set(own) & set(refs)

    def _labelled(self, words: str, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """« Le reste : non », « L’inventaire : début février »: a label and what it tells."""
        out: list[tuple[int, int]] = []
        for start, end in cuts:
            said = words[out[-1][0] : out[-1][1]] if out else ""
            if 0 < len(said.split()) <= _LABEL and self._leads(said, words[start:end]):
                out[-1] = (out[-1][0], end)
            else:
                out.append((start, end))
        return out

    def _leads(self, said: str, after: str) -> bool:
        """« Le reste : », « Le 20, », « La charte, », « D21 »: the line of what follows."""
        clause = self._clause(said, "")
        named = self._named(clause)
        if _is_label(after, said):
            return len(named.refs) == 1
        if line_of_day(clause, self.reply.asks) and len(said.split()) <= 3:
            return True
        if not named.refs or find_predicates(clause.text, said):
            return False
        told = [each.act for each in self._acts(clause, named)]
        other = self._named(self._clause(after, ""))
        if other.rest and says_the_same(clause.text):
            return False  # « le plan aussi, et le reste … »: two answers
        others = other.refs
        if len(named.refs) == 1 and others and others != named.refs and not after.startswith(" et"):
            return False
        joins = goes_on(after) and all(act in _DATED for act in told)
        return joins and (len(named.refs) == 1 or not told)

    def _numbers(self, words: str) -> list[int]:
        """Where a sentence goes on to the number of another line."""
        folded = fold(words)
        if len(folded) != len(words):
            return []
        found = [at for _, at in numbers_in(folded, self.reply.asks)]
        if not found and is_breathless(words):
            found = titles_in(folded, self.reply.asks)
        return found if len(found) > 1 else []

    @staticmethod
    def _parts(
        before: tuple[set[object], tuple[str, ...]],
        now: tuple[set[object], tuple[str, ...]],
        *,
        rest: bool,
    ) -> bool:
        """Whether a clause begins something else: an act of its own, or another line."""
        acts, refs = now
        if not acts:
            return False
        if (refs or rest) and before[1] and refs != before[1]:
            return True
        return bool(before[0]) and not acts <= before[0]
