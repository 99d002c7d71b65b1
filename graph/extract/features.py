"""From a proposal to the features that the judge weighs: of the sense, and of each candidate for a role."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract import words
from graph.extract.found import Candidate
from graph.extract.proposals import Proposal
from graph.extract.speech import in_quotation
from graph.extract.syntax import is_passive

_SUFFIX = 4


def of_sense(proposal: Proposal) -> frozenset[str]:
    """What speaks for or against a word's asking for something here."""
    return frozenset(_of_sense(proposal))


def of_candidate(proposal: Proposal, candidate: Candidate) -> frozenset[str]:
    """What speaks for or against a constituent's filling a role of the trigger."""
    return frozenset(_of_candidate(proposal, candidate))


def word_feature(proposal: Proposal) -> str:
    """The feature that names the word itself: the judge has no opinion on a word that it has never met."""
    return lemma_feature(proposal.trigger.lemma_.lower(), proposal.sense.pos)


def lemma_feature(lemma: str, pos: str) -> str:
    """The feature that names a word of the lexicon."""
    return f"lemma={lemma}.{pos}"


def _of_sense(proposal: Proposal) -> Iterator[str]:
    trigger, lemma = proposal.trigger, _name(proposal)
    rule = proposal.sense.id if proposal.by_rule else "none"
    yield from ("bias", word_feature(proposal), f"rule={proposal.by_rule}", f"sense={rule}.{trigger.pos_}")
    yield f"frame={proposal.sense.frame} {proposal.by_rule}"
    yield f"met={rule} {proposal.sense.met(proposal.candidates)}"
    yield f"force={proposal.sense.force} {proposal.by_rule}"
    for place, word in _around(trigger):
        yield f"{place}={word}"
        yield f"{lemma} {place}={word}"
    yield f"dep={trigger.dep_} {trigger.pos_}"
    yield f"tag={trigger.tag_} {lemma}"
    yield f"asked={'?' in {token.text for token in trigger.sent[-3:]}}"
    yield f"quoted={in_quotation(trigger)} {trigger.pos_}"
    for item in proposal.candidates:
        yield from _present(item, proposal, lemma)
    missing = {"inf", "for", "obj", "that", "wh", "quote", "subj"} - {_base(item) for item in proposal.candidates}
    yield from (f"{lemma} no {slot}" for slot in sorted(missing))


def _present(item: Candidate, proposal: Proposal, lemma: str) -> Iterator[str]:
    base, nature = _base(item), _nature(item.head)
    yield f"has {base}"
    yield f"{lemma} has {base}"
    yield f"{lemma} has {base} {nature}"
    yield f"{proposal.sense.frame} has {base} {nature}"
    if base in {"obj", "for", "to", "on", "inf", "about"}:
        word = item.head.lemma_.lower()
        yield f"{base}={word}"
        yield f"{lemma} {base}={word}"
        yield f"{lemma} {base}=-{word[-_SUFFIX:]}"
        yield f"{lemma} {base} det={_determiner(item.head)}"
        yield f"{lemma} {base} kind={words.table('kinds').get(word)}"


def _of_candidate(proposal: Proposal, candidate: Candidate) -> Iterator[str]:
    trigger, lemma, slot, base = proposal.trigger, _name(proposal), candidate.slot, _base(candidate)
    head, frame, nature = candidate.head, proposal.sense.frame, _nature(candidate.head)
    rule = next((role for role, held in proposal.chosen.items() if candidate in held), "none")
    plain = "." not in base or base.endswith((".low", ".above"))
    yield from ("bias", f"slot={slot}", f"base={base}", f"rule={rule} {plain}", f"rule={rule} {slot}")
    yield f"{proposal.sense.id} {base} {nature}"
    yield f"rule={rule} {proposal.by_rule}"
    yield f"rule={rule} {nature}"
    yield from (f"{lemma} {base}", f"{lemma} {base} {nature}", f"{frame} {base}", f"{frame} {base} {nature}")
    yield from (f"nature={nature}", f"{base} {nature}", f"{base} pos={head.pos_}", f"entity={head.ent_type_} {base}")
    yield f"{base} word={head.lower_}" if head.pos_ == "PRON" else f"{base} suffix={head.lemma_.lower()[-_SUFFIX:]}"
    yield f"{base} kind={words.table('kinds').get(head.lemma_.lower())}"
    side = "before" if head.i < trigger.i else "after"
    yield f"{side} {_near(abs(head.i - trigger.i))}"
    yield f"{base} {side} {trigger.pos_}"
    yield f"{base} length={_near(len(candidate.piece))}"
    yield f"{base} passive={trigger.pos_ == 'VERB' and is_passive(trigger)}"
    yield f"{base} tag={trigger.tag_}"
    yield f"{base} opens={candidate.piece[0].lower_}"
    for other in sorted({_base(item) for item in proposal.candidates if item.head.i != head.i}):
        yield f"{base} with {other}"
        yield f"{base} {nature} with {other} {rule}"
    for role, held in proposal.chosen.items():
        if held and candidate not in held:
            yield f"{base} {role} taken by {held[0].slot.partition('~')[0]}"


def _name(proposal: Proposal) -> str:
    return f"{proposal.trigger.lemma_.lower()}.{proposal.sense.pos}"


def _base(candidate: Candidate) -> str:
    return candidate.slot.partition("~")[0]


def _nature(token: Token) -> str:
    if token.pos_ in {"VERB", "AUX"}:
        return "deed"
    if words.is_agent(token):
        return "who"
    return "act" if words.is_deed(token) else "what"


def _near(distance: int) -> str:
    return next((str(limit) for limit in (1, 2, 4, 8, 16) if distance <= limit), "far")


def _determiner(noun: Token) -> str:
    found: str = next((item.lower_ for item in noun.lefts if item.dep_ in {"det", "nummod", "poss"}), noun.tag_)
    return found


def _around(trigger: Token) -> Iterator[tuple[str, str]]:
    """The words beside the trigger and above it."""
    sentence = trigger.sent
    for offset in (-2, -1, 1, 2):
        place = trigger.i + offset
        yield str(offset), trigger.doc[place].lower_ if sentence.start <= place < sentence.end else "edge"
    yield "head", trigger.head.lemma_.lower() if trigger.head.i != trigger.i else "root"
    for item in trigger.lefts:
        if item.dep_ in {"aux", "neg", "det", "amod"}:
            yield "left", item.lower_
