"""Mentions to entities: those that refer back join what they refer to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph.model import Act, Entity, EntityType, Extraction, Holding, Mention, Passage, Span
from graph.resolve.words import folded, label

_POSSESSIVES = frozenset({"his", "her", "their", "its"})


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of one document, by id in text order, and which entity each mention stands for."""

    entities: dict[str, Entity]
    by_span: dict[Span, str]

    def ids(self, mentions: Iterable[Mention]) -> tuple[str, ...]:
        """Ids of the entities that the mentions stand for, each once, in the order given."""
        return tuple(dict.fromkeys(self.by_span[mention.span] for mention in mentions if mention.span in self.by_span))

    def taking_part(self, acts: Iterable[Act]) -> tuple[Entity, ...]:
        """The entities that have a role in an act, with their owners and members, in text order."""
        wanted = [i for act in acts for i in (*act.requester, *act.recipient, *act.on_behalf_of, *act.attributed_to)]
        seen: set[str] = set()
        while wanted:
            current = wanted.pop()
            if current not in seen:
                seen.add(current)
                entity = self.entities[current]
                wanted += [*entity.members, *([entity.owner] if entity.owner else [])]
        return tuple(entity for i, entity in self.entities.items() if i in seen)


def cast_of(extraction: Extraction) -> Cast:
    """Group the mentions of a document into entities."""
    document = extraction.document
    mentions = {mention.span: mention for mention in extraction.mentions}
    groups: dict[Span, list[Mention]] = defaultdict(list)
    for mention in sorted(mentions.values(), key=lambda m: m.span):
        groups[_root(mention, mentions)].append(mention)
    merged = _same_name(groups)
    ids = {member.span: _id(document.id, group) for group in merged for member in group}
    entities: dict[str, Entity] = {}
    for group in merged:
        entity_id = _id(document.id, group)
        entities[entity_id] = _entity(entity_id, group, ids, mentions)
    return Cast(_with_owners_named(entities), ids)


def _root(mention: Mention, mentions: dict[Span, Mention]) -> Span:
    """The first mention of the chain of antecedents; a chain that bites its tail ends where it does."""
    seen = {mention.span}
    while mention.antecedent in mentions and mention.antecedent not in seen:
        mention = mentions[mention.antecedent]
        seen.add(mention.span)
    return min(seen) if mention.antecedent in seen else mention.span


def _same_name(groups: dict[Span, list[Mention]]) -> list[list[Mention]]:
    """Groups with one full name and one type are one entity; the rest stay apart."""
    by_name: dict[tuple[str, EntityType] | Span, list[Mention]] = defaultdict(list)
    for root, group in sorted(groups.items()):
        main = _main(group)
        key = (folded(main.name.text), main.type) if main.name and " " in main.name.text.strip() else root
        by_name[key] += group
    return [sorted(group, key=lambda m: m.span) for group in by_name.values()]


def _main(group: list[Mention]) -> Mention:
    """The mention that names the entity best: the longest name, then the earliest."""
    named = [mention for mention in group if mention.name]
    if named:
        return max(named, key=lambda m: (len(m.name.text) if m.name else 0, -m.span.start))
    described = [mention for mention in group if mention.antecedent is None] or group
    return described[0]


def _id(document_id: str, group: list[Mention]) -> str:
    first = min(mention.span for mention in group)
    return f"{document_id}#agent={first.start},{first.end}"


def _entity(entity_id: str, group: list[Mention], ids: dict[Span, str], mentions: dict[Span, Mention]) -> Entity:
    main = _main(group)
    owner = next((ids[m.owner] for m in group if m.owner in ids and ids[m.owner] != entity_id), None)
    members = dict.fromkeys(ids[span] for m in group for span in m.members if span in ids)
    return Entity(
        id=entity_id,
        label=label(main.name.text if main.name else main.text),
        type=main.type,
        named=main.name is not None,
        mentions=tuple(group),
        posts=_holdings(group, ids, mentions),
        owner=owner,
        members=tuple(member for member in members if member != entity_id),
    )


def _holdings(group: list[Mention], ids: dict[Span, str], mentions: dict[Span, Mention]) -> tuple[Holding, ...]:
    """Offices held, each once; a body that the article names in full elsewhere is given by that name."""
    found: dict[tuple[str, str], Holding] = {}
    for mention in group:
        if mention.post:
            title, body = mention.post.title, mention.post.organization
            name = _full_name(body, ids, mentions) if body else None
            found.setdefault((folded(title.text), folded(name or "")), Holding(label(title.text), name, title))
    return tuple(found.values())


def _full_name(body: Passage, ids: dict[Span, str], mentions: dict[Span, Mention]) -> str:
    same = [mention for span, mention in mentions.items() if body.span in ids and ids[span] == ids[body.span]]
    main = _main(same) if same else None
    return label(main.name.text if main and main.name else body.text)


def _with_owners_named(entities: dict[str, Entity]) -> dict[str, Entity]:
    """ "His office" is labelled by whose it is: "office of Robert Luna"."""
    return {i: _owned(entity, entities) for i, entity in entities.items()}


def _owned(entity: Entity, entities: dict[str, Entity]) -> Entity:
    owner = entities.get(entity.owner) if entity.owner else None
    possessive, _, noun = entity.mentions[0].text.partition(" ")
    if owner is None or entity.named or not noun or possessive.lower() not in _POSSESSIVES:
        return entity
    return replace(entity, label=f"{noun} of {owner.label}") if _says_who(owner) else entity


def _says_who(entity: Entity) -> bool:
    """Whether the label tells more than a pronoun that nothing resolves."""
    return entity.named or " " in entity.label
