"""Invented ledgers of any size for the tests and the benchmark of the page, the same each time."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from dataclasses import replace

from graph.model import (
    Agent,
    AgentRecord,
    Basis,
    Due,
    EntityType,
    Evidence,
    Force,
    Kind,
    Ledger,
    LedgerRow,
    Mark,
    Outcome,
    Polarity,
    Pressure,
    Realis,
    SourceRecord,
    Status,
)

BASE = "https://w3id.org/askgraph/"
FIRST = (
    "Ada",
    "Bruno",
    "Chiara",
    "Daud",
    "Edda",
    "Femi",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Kemi",
    "Lior",
    "Mara",
    "Nils",
)
LAST = ("Abend", "Brask", "Corvin", "Dunmore", "Ekholm", "Farrow", "Gantry", "Holloway", "Imhof", "Jarvela", "Kestrel")
BODIES = (
    "Harbour Board",
    "Water Authority",
    "School Council",
    "Records Office",
    "Tenants' Union",
    "Courier",
    "Ministry",
)
TOWNS = ("Aldermoor", "Brindle", "Carrow", "Dunwick", "Eastmere", "Fenholt", "Garrow", "Hexley")
ITEMS = (
    "the minutes of every meeting held since January",
    "comment on the closure of the old bridge",
    "a halt to the felling of the lime trees",
    "the names of all contractors and what each was paid",
    "an apology to the families of the two rowers",
    "access to the flood maps",
    "repayment of the deposit within the year",
    "a list of the wells that were tested, with dates and results",
)
MEDIA = ("letter", "email", "statement", "court order", None)
POSTS = ("chair", "spokesperson", "mayor", "clerk of the court")


def agent(label: str, kind: EntityType = EntityType.PERSON, number: int = 0) -> Agent:
    """An agent whose id hangs on the label and the number, so that two can share a name."""
    letters = hashlib.sha256(label.encode("utf-8", "replace")).hexdigest()[:16]
    return Agent(f"{BASE}agent/{letters}{number:04d}", label, kind)


def source(number: int, *, title: str | None = None, url: str | None = None) -> SourceRecord:
    """An article of an invented paper."""
    return SourceRecord(
        id=f"{BASE}document/{number:020x}",
        title=title or f"{TOWNS[number % len(TOWNS)]}: the week in the council, part {number + 1}",
        publisher="The Carrow Courier",
        author="Edda Farrow",
        published=dt.date(2026, 3, 1) + dt.timedelta(days=number % 300),
        url=url or f"https://news.example/{number}",
    )


def row(
    number: int,
    requester: tuple[Agent, ...],
    recipient: tuple[Agent, ...],
    item: tuple[str, ...] = ("the minutes",),
    *,
    document: SourceRecord | None = None,
    **fields: object,
) -> LedgerRow:
    """A request with one passage in which requester, recipient and item are marked."""
    document = document or source(0)
    quote, marks, start = _sentence(number * 400, requester, recipient, item)
    evidence = Evidence(document.id, start, start + len(quote), quote, marks)
    plain = LedgerRow(
        id=f"{document.id}#act={start},{start + 5}",
        kind=Kind.DOCUMENTS,
        force=Force.REQUEST,
        requester=requester,
        recipient=recipient,
        item=item,
        medium=None,
        made_on=None,
        deadline=None,
        pressure=None,
        status=None,
        polarity=Polarity.AFFIRMED,
        realis=Realis.ACTUAL,
        attributed_to=(),
        evidence=(evidence,),
        confidence=0.9,
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def _sentence(
    start: int, requester: tuple[Agent, ...], recipient: tuple[Agent, ...], item: tuple[str, ...]
) -> tuple[str, tuple[Mark, ...], int]:
    text, marks = "", []
    parts = (
        ("requester", ", ".join(one.label for one in requester)),
        ("", " asked "),
        ("recipient", ", ".join(one.label for one in recipient)),
        ("", " for "),
        ("item", " and ".join(item)),
        ("", "."),
    )
    for role, words in parts:
        if role and words:
            marks.append(Mark(start + len(text), start + len(text) + len(words), role))
        text += words
    return text, tuple(marks), start


def ledger(rows: tuple[LedgerRow, ...], sources: tuple[SourceRecord, ...] = (), **posts: tuple[str, ...]) -> Ledger:
    """The rows with a record for every agent; `posts` are given by label with underscores for spaces."""
    agents: dict[str, Agent] = {}
    for one in rows:
        for who in one.requester + one.recipient + one.attributed_to:
            agents[who.id] = who
    records = tuple(AgentRecord(who, posts.get(who.label.replace(" ", "_"), ())) for who in agents.values())
    return Ledger(rows, records, sources or (source(0),))


def four() -> Ledger:
    """A small story told by hand: a threat, a second request to the same people, no answer, no recipient."""
    mara = agent("Mara Kestrel")
    nils = agent("Nils Abend")
    masters = agent("several harbour masters of the Carrow coast", EntityType.COLLECTIVE)
    courier = agent("The Carrow Courier", EntityType.ORGANIZATION)
    office = agent("the office of Greta Holloway", EntityType.ORGANIZATION)
    femi = agent("Femi Dunmore")
    ministry = agent("Ministry of Coasts", EntityType.ORGANIZATION)
    article = source(0, title="Minister wants the moorings of every foreign boat")
    threat = Evidence(
        article.id, 900, 984, "Kestrel said the ministry will use every legal means, fines and seizure among them."
    )
    rows = (
        row(
            1,
            (mara,),
            (masters,),
            ("the moorings of all boats that fly a foreign flag", "the names of their owners"),
            document=article,
            kind=Kind.INFORMATION,
            force=Force.DEMAND,
            medium="letters",
            made_on=dt.date(2026, 3, 4),
            deadline=Due("within 30 days", dt.date(2026, 4, 3), Basis.COMPUTED),
            pressure=Pressure((ministry,), "use every legal means", ("fines", "seizure"), (mara,), (threat,)),
            attributed_to=(),
        ),
        row(
            2,
            (nils,),
            (masters,),
            ("to keep their oath and the coast safe",),
            document=article,
            kind=Kind.ACTION,
            force=Force.EXHORT,
            medium="a post",
            made_on=dt.date(2026, 3, 4),
            attributed_to=(nils,),
            confidence=0.82,
        ),
        row(
            3,
            (courier,),
            (office,),
            ("comment on the matter",),
            document=article,
            kind=Kind.COMMENT,
            force=Force.ASK,
            status=Status(Outcome.NO_RESPONSE, dt.date(2026, 3, 5), Basis.READ),
        ),
        row(
            4,
            (femi,),
            (),
            ("information about when and where boats were searched", "the reasons given to their crews"),
            document=article,
            kind=Kind.INFORMATION,
            force=Force.ORDER,
            medium="executive order",
            made_on=dt.date(2026, 2, 27),
            confidence=0.55,
        ),
    )
    return ledger(
        rows, (article,), Mara_Kestrel=("Minister of Coasts",), Nils_Abend=("chief of staff, Ministry of Coasts",)
    )


def many(count: int, *, agents: int | None = None, seed: int = 1) -> Ledger:
    """`count` requests among half as many agents; some lack a recipient, a date, a status."""
    chance = random.Random(seed)
    people = [_someone(number, chance) for number in range(agents or max(2, count // 2))]
    sources = tuple(source(number) for number in range(max(1, count // 8)))
    rows = tuple(_any_row(number, people, sources[number % len(sources)], chance) for number in range(count))
    records = tuple(
        AgentRecord(one, (chance.choice(POSTS),) if one.type is EntityType.PERSON and chance.random() < 0.4 else ())
        for one in people
    )
    return Ledger(rows, records, sources)


def _someone(number: int, chance: random.Random) -> Agent:
    if chance.random() < 0.6:
        return agent(f"{chance.choice(FIRST)} {chance.choice(LAST)}", EntityType.PERSON, number)
    kind = chance.choice((EntityType.ORGANIZATION, EntityType.ORGANIZATION, EntityType.COLLECTIVE, EntityType.POST))
    return agent(f"{chance.choice(TOWNS)} {chance.choice(BODIES)}", kind, number)


def _any_row(number: int, people: list[Agent], document: SourceRecord, chance: random.Random) -> LedgerRow:
    # Neighbours in the list ask each other more often, so that there are communities to find.
    middle = chance.randrange(len(people))
    near = [people[(middle + chance.randint(1, 12)) % len(people)] for _ in range(chance.choice((1, 1, 1, 2)))]
    recipient = () if chance.random() < 0.1 else tuple(dict.fromkeys(near))
    made = dt.date(2026, 1, 1) + dt.timedelta(days=chance.randrange(400)) if chance.random() < 0.85 else None
    due = made + dt.timedelta(days=chance.choice((7, 14, 30))) if made and chance.random() < 0.4 else None
    outcome = chance.choice((None, None, *Outcome))
    return row(
        number,
        (people[middle],),
        recipient,
        tuple(chance.sample(ITEMS, chance.choice((1, 1, 2)))),
        document=document,
        kind=chance.choice(tuple(Kind)),
        force=chance.choice(tuple(Force)),
        medium=chance.choice(MEDIA),
        made_on=made,
        deadline=Due(f"by {due:%d %B}", due, Basis.READ) if due else None,
        status=Status(outcome, made and made + dt.timedelta(days=9), Basis.READ) if outcome else None,
        attributed_to=(chance.choice(people),) if chance.random() < 0.3 else (),
        confidence=round(chance.uniform(0.4, 1.0), 2),
    )
