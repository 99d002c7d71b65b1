"""Invented accounts, as many as wanted and the same each time, in the shape in which articles are read.

An article tells of five acts or so, in sentences of its own, with every passage at its place. Who takes part is drawn
by the law of Zipf and Mandelbrot: a few agents are in a great many articles, most in one or two.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from graph.describe import describe, describe_identity
from graph.model import (
    Account,
    Act,
    Basis,
    Deadline,
    Document,
    Entity,
    EntityType,
    Force,
    Frame,
    Holding,
    Item,
    Kind,
    LegalAction,
    Medium,
    MediumKind,
    Mention,
    Opposition,
    Outcome,
    Passage,
    Polarity,
    Provenance,
    Realis,
    Request,
    Response,
    Span,
    Threat,
    When,
)
from graph.model import ActType as Sort
from graph.resolve import identify
from tests.ledgers import BODIES, FIRST, ITEMS, LAST, POSTS, TOWNS

QUADS_A_DOCUMENT: Final = 137  # about: a test compares it with what is made

T = TypeVar("T")
_READER: Final = Provenance("invented", "1", "none")
_HEAD: Final = 10.0  # how many agents share the top: the constant of Mandelbrot
_FIRST_DAY: Final = dt.date(2025, 1, 1)
_SYLLABLES: Final = ("ba", "cor", "den", "fal", "gri", "hol", "kes", "lam", "mor", "nev", "pol", "ros", "sed", "tur")


def accounts(count: int, *, seed: int = 1) -> Iterator[Account]:
    """So many accounts; the first of them are not those of a smaller world, whose agents are fewer.

    >>> [account.document.publisher for account in accounts(2)]
    ['The Carrow Courier', 'The Carrow Courier']
    """
    people = max(20, count // 2)
    for number in range(count):
        yield _Telling(number, people, random.Random(seed * 1_000_003 + number)).account()


def quads_of(account: Account) -> str:
    """The N-Quads of an account and of its decisions of identity, which need no other: all names are whole."""
    return describe(account) + describe_identity(identify([account]))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def name_of(rank: int) -> tuple[str, EntityType]:
    """The name and the sort of the agent at this place in the list of those who are in the news."""
    turn, place = divmod(rank, 3)
    second = _SYLLABLES[turn % 14] + _SYLLABLES[turn // 14 % 14] + _SYLLABLES[turn // 196 % 14]
    apart = f"{second.title()} {turn // 2744}" if turn >= 2744 else second.title()
    if place == 0:
        return f"{TOWNS[rank % len(TOWNS)]} {BODIES[rank // 3 % len(BODIES)]} of {apart}", EntityType.ORGANIZATION
    return f"{FIRST[rank % len(FIRST)]} {apart} {LAST[rank % len(LAST)]}", EntityType.PERSON


def _posts(agent: str, first: Mention) -> tuple[Holding, ...]:
    """The office of somebody, the same in every article that tells of it; half of the people hold none."""
    chosen = zlib.crc32(agent.encode())
    if first.type is not EntityType.PERSON or chosen % 2:
        return ()
    body = f"{TOWNS[chosen // 64 % len(TOWNS)]} {BODIES[chosen // 8 % len(BODIES)]}"
    return (Holding(POSTS[chosen // 2 % len(POSTS)], body, Passage(first.span, first.text)),)


@dataclass(slots=True)
class _Telling:
    """An article in the making: its sentences, who is in it, and what they do."""

    number: int
    people: int
    chance: random.Random
    text: str = ""
    cast: dict[str, list[Mention]] = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)
    day: dt.date = _FIRST_DAY

    def account(self) -> Account:
        self.day = _FIRST_DAY + dt.timedelta(days=self.chance.randrange(500))
        for _ in range(self.chance.choice((0, 0, 0, 1, 1, 1, 1, 3))):
            self._exchange()
        document = Document(
            id=self._id,
            text=self.text,
            title=f"{self._any(TOWNS)}: the week in the council, part {self.number + 1}",
            author=" ".join((self._any(FIRST), self._any(LAST))),
            publisher="The Carrow Courier",
            published=self.day,
            url=f"https://news.example/{self.number}",
        )
        return Account(document, _READER, tuple(self._entities()), tuple(self.acts))

    @property
    def _id(self) -> str:
        return _digest(f"article {self.number}")

    def _any(self, choices: Sequence[T]) -> T:
        return choices[self.chance.randrange(len(choices))]

    def _agent(self, but: str = "") -> str:
        """One of those in this article already, or another by the law of Zipf and Mandelbrot; not the one named."""
        known = [agent for agent in self.cast if agent != but]
        if known and self.chance.random() < 0.4:
            return self._any(known)
        rank = int(_HEAD * ((self.people + _HEAD) / _HEAD) ** self.chance.random() - _HEAD)
        return name_of(rank + (name_of(rank)[0] == but))[0]

    # ----------------------------------------------------------------------------------------------
    # Words at their places.

    def _say(self, words: str) -> Passage:
        start = len(self.text)
        self.text += words
        return Passage(Span(start, start + len(words)), words)

    def _name(self, agent: str) -> str:
        """The agent is named here; gives its id, which its first mention decides."""
        passage = self._say(agent)
        sort = EntityType.ORGANIZATION if " of " in agent else EntityType.PERSON
        mentions = self.cast.setdefault(agent, [])
        mentions.append(Mention(passage.span, passage.text, sort))
        return self._agent_id(agent)

    def _agent_id(self, agent: str) -> str:
        first = self.cast[agent][0].span
        return f"{self._id}#agent={first.start},{first.end}"

    def _item(self) -> Item:
        passage = self._say(self._any(ITEMS))
        return Item(f"{self._id}#item={passage.span.start},{passage.span.end}", passage.text, (passage,))

    def _sentence(self, start: int) -> Passage:
        self._say(". ")
        text = self.text[start:-1]
        return Passage(Span(start, start + len(text)), text)

    def _entities(self) -> Iterator[Entity]:
        for agent, mentions in self.cast.items():
            posts = _posts(agent, mentions[0]) if self.chance.random() < 0.5 else ()
            yield Entity(self._agent_id(agent), agent, mentions[0].type, True, tuple(mentions), posts)

    # ----------------------------------------------------------------------------------------------
    # Acts.

    def _exchange(self) -> None:
        """A request, and what came of it."""
        backed = self._threat() if self.chance.random() < 0.15 else None
        request = self._request(backed)
        if self.chance.random() < 0.6:
            self._response(request)
        if self.chance.random() < 0.15:
            self._simple(LegalAction, Sort.LEGAL_ACTION, "sued", escalates=request.id)
        if self.chance.random() < 0.1:
            self._simple(Opposition, Sort.OPPOSITION, "spoke against")

    def _simple(self, sort: type[Any], name: Sort, verb: str, **more: Any) -> Act:
        start = len(self.text)
        asker = self._agent()
        requester = self._name(asker)
        self._say(" ")
        trigger = self._say(verb)
        self._say(" ")
        recipient = self._name(self._agent(but=asker))
        self._say(" over ")
        item = self._item()
        shared = self._shared(name, start, trigger, requester=(requester,), recipient=(recipient,), item=(item,))
        act: Act = sort(**shared, **more)
        self.acts.append(act)
        return act

    def _shared(self, name: Sort, start: int, trigger: Passage, **roles: Any) -> dict[str, Any]:
        """What every act has; the sentence ends here."""
        time = None
        made_on = self.day - dt.timedelta(days=self.chance.randrange(30)) if self.chance.random() < 0.7 else None
        if made_on:
            self._say(" ")
            time = When(self._say(f"on {made_on.day} {made_on:%B}"), made_on)
        frame = Frame(name, trigger, self._sentence(start), f"{name}.plain", time=time)
        is_plain = self.chance.random() < 0.92
        return {
            "id": f"{self._id}#act={trigger.span.start},{trigger.span.end}",
            "frames": (frame,),
            "on_behalf_of": (),
            "medium": None,
            "made_on": made_on,
            "made_on_basis": Basis.READ if made_on else None,
            "polarity": Polarity.AFFIRMED if is_plain or self.chance.random() < 0.5 else Polarity.NEGATED,
            "realis": Realis.ACTUAL if is_plain or self.chance.random() < 0.5 else self._any(tuple(Realis)),
            "attributed_to": (self._agent_id(self._any(tuple(self.cast))),) if self.chance.random() < 0.4 else (),
            "confidence": self.chance.randrange(4000, 10_000) / 10_000,
            **roles,
        }

    def _request(self, backed: Act | None) -> Request:
        start = len(self.text)
        asker = self._agent()
        requester = self._name(asker)
        self._say(" ")
        trigger = self._say(self._any(("asked", "demanded of", "called on", "ordered", "petitioned")))
        recipient: tuple[str, ...] = ()
        if self.chance.random() < 0.9:
            self._say(" ")
            recipient = (self._name(self._agent(but=asker)),)
        medium = self._medium() if self.chance.random() < 0.3 else None
        self._say(" for ")
        items = [self._item()]
        if self.chance.random() < 0.2:
            self._say(" and ")
            items.append(self._item())
        deadline = self._deadline() if self.chance.random() < 0.35 else None
        behalf = (self._behalf(),) if self.chance.random() < 0.08 else ()
        shared = self._shared(
            Sort.REQUEST, start, trigger, requester=(requester,), recipient=recipient, item=tuple(items)
        )
        earlier = [act.id for act in self.acts if isinstance(act, Request)]
        request = Request(
            **shared | {"medium": medium, "on_behalf_of": behalf},
            kind=self._any((Kind.DOCUMENTS, Kind.ACTION, Kind.ACTION, *Kind)),
            force=self._any(tuple(Force)),
            deadline=deadline,
            legal_basis=None,
            reason=None,
            condition=None,
            backed_by=(backed.id,) if backed else (),
            escalates=earlier[-1] if earlier and self.chance.random() < 0.2 else None,
        )
        self.acts.append(request)
        return request

    def _medium(self) -> Medium:
        self._say(" by ")
        return Medium(MediumKind.LETTER, self._say("letter"))

    def _deadline(self) -> Deadline:
        days = self._any((7, 14, 30))
        computed = self.chance.random() < 0.5
        date = self.day + dt.timedelta(days=days)
        self._say(" ")
        words = self._say(f"within {days} days" if computed else f"by {date.day} {date:%B}")
        basis = Basis.COMPUTED if computed else Basis.READ
        return Deadline(words.text, date, basis, self.day if computed else None, words)

    def _behalf(self) -> str:
        self._say(" on behalf of ")
        return self._name(self._agent())

    def _threat(self) -> Act:
        return self._simple(Threat, Sort.THREAT, "threatened to fine", instrument=(), condition=None)

    def _response(self, request: Request) -> None:
        start = len(self.text)
        recipient = self._name(self._agent())
        self._say(" ")
        outcome = self._any(tuple(Outcome))
        trigger = self._say("did not answer" if outcome is Outcome.NO_RESPONSE else "answered")
        as_of = self.day if self.chance.random() < 0.8 else None
        shared = self._shared(
            Sort.RESPONSE, start, trigger, requester=request.requester, recipient=(recipient,), item=()
        )
        basis = Basis.COMPUTED if as_of else None
        self.acts.append(Response(**shared, outcome=outcome, responds_to=request.id, as_of=as_of, as_of_basis=basis))
