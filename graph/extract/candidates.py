"""From a trigger to the constituents that may fill its roles, each with the slot that it stands in.

A slot says how a constituent hangs on the trigger, voice undone: `subj` is who does it whether the
verb is active or passive, `for` what its preposition "for" governs, `light.subj` the subject of the
light verb that a noun is the object of, `medium.to` who the letter that asks is sent to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from graph.extract import words
from graph.extract.addressee import addressees, fronted
from graph.extract.complements import (
    asks_to_do,
    clause_slot,
    deed_after,
    doer_of,
    end_of_deed,
    end_of_list,
    in_order,
    is_subjunctive,
    is_told,
    is_use,
    to_of,
)
from graph.extract.found import Candidate, Found
from graph.extract.host import medium_host
from graph.extract.members import rest_of_list
from graph.extract.mistagged import constituents, is_verb
from graph.extract.modals import of_modal
from graph.extract.prepositional import apart, asked_below, extended, givers, is_time, joined, prepositional, short_of
from graph.extract.syntax import (
    NOMINAL,
    SUBJECTS,
    VERBAL,
    agent,
    ancestors,
    antecedent,
    child,
    is_addressee,
    is_passive,
    prepositions,
    subject,
    subtree,
    trimmed,
)

_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl", "parataxis", "pcomp"})
_FAR = 30  # tokens between a trigger and an infinitive that the parser hung elsewhere
_COPULA = "be"
_RELATING = frozenset({"relate", "link", "connect", "concern", "base"})  # participles that send nothing to anybody
QUOTATION_MARKS = frozenset("\"”“'’") | {"''", "``"}


def candidates(trigger: Token) -> tuple[Candidate, ...]:
    """Every constituent that may fill a role, best attested first, no slot and head twice."""
    if is_verb(trigger):
        found: Iterable[Found] = (*constituents(trigger), *prepositional(trigger, ""), *_that(trigger))
    else:
        found = _of_verb(trigger) if trigger.pos_ == "VERB" else of_modal(trigger) if trigger.tag_ == "MD" else ()
        found = found or _of_noun(trigger)
    seen: dict[tuple[str, int], Candidate] = {}
    for slot, head, piece in found:
        if head.i != trigger.i and head.sent.start == trigger.sent.start:
            whole = trimmed(piece) if piece is not None else short_of(subtree(head), trigger)
            if len(whole):  # a parse of no sense may leave nothing: "they board should"
                seen.setdefault((slot, head.i), Candidate(slot, head, whole))
    return tuple(seen.values())


# ------------------------------------------------------------------------------------------- verbs


def _of_verb(verb: Token) -> Iterator[Found]:
    yield from _subjects(verb)
    yield from _objects(verb)
    for clause in (item for item in verb.children if item.dep_ in _CLAUSES and not _is_parted(item, verb)):
        yield from _clause(clause, verb)
    yield from prepositional(verb, "")
    for noun in (item for item in verb.children if item.dep_ in {"dobj", "dative"}):
        yield from _below_object(noun)
    yield from _far(verb)
    yield from _that(verb)
    yield from _medium(verb)
    yield from fronted(verb)
    yield from _stranded(verb)


def _is_parted(clause: Token, verb: Token) -> bool:
    """Whether a semicolon stands between a clause and the verb after it: "Elm agreed; Oak has not answered"."""
    return clause.i < verb.i and any(token.text == ";" for token in verb.doc[clause.i : verb.i])


def _stranded(verb: Token) -> Iterator[Found]:
    """What is asked for where "for" ends a relative clause: "the files that Ash asked the city for"."""
    if verb.dep_ != "relcl" or verb.head.i > verb.i:
        return
    holders = (verb, *(item for item in verb.rights if item.dep_ == "dobj"))
    if any(next(link.children, None) is None for above in holders for link in prepositions(above, "for")):
        yield Found("for", verb.head)


def _far(verb: Token) -> Iterator[Found]:
    """The first infinitive after the trigger, past what stands between ("urged those who came to stay")."""
    doc = verb.doc
    for place in range(verb.i + 1, min(verb.i + _FAR, verb.sent.end - 1)):
        if doc[place].lower_ == "to" and is_use(doc[place], verb):
            return
        if doc[place].lower_ == "to" and not in_order(doc[place]) and (deed := deed_after(doc[place])) is not None:
            start = place - 1 if doc[place - 1].dep_ == "neg" and place - 1 > verb.i else place
            end = end_of_list(doc[start : max(subtree(deed).end, deed.i + 1)])
            yield Found("far", deed, doc[start : end_of_deed(deed, end)])
            return


def _that(token: Token) -> Iterator[Found]:
    """A clause that "that" opens right after the trigger, or after a day, wherever the parser hung it."""
    doc, place = token.doc, token.i + 1
    while place < token.sent.end and (doc[place].ent_type_ in {"DATE", "TIME"} or doc[place].text == ","):
        place += 1
    if place < token.sent.end and doc[place].lower_ == "that" and doc[place].dep_ == "mark":
        clause = doc[place].head
        yield from _clause_as("that", clause, doc[place : max(subtree(clause).end, clause.i + 1)])


def _subjects(verb: Token) -> Iterator[Found]:
    passive = is_passive(verb)
    own = child(verb, *SUBJECTS, "nsubjpass", "csubjpass")
    actor = subject(verb)
    if actor is not None:
        how = "" if own is not None and antecedent(own).i == own.i else f"~{verb.dep_}"
        yield Found(f"{'obj' if passive else 'subj'}{how}", actor, short_of(_named(actor), verb))
        if passive and is_told(verb):
            yield Found("told", actor, short_of(_named(actor), verb))
        if (above := _above(verb)) is not None:
            yield Found("subj.above", above)
    by = (agent(verb) or _late_agent(verb)) if passive else None
    if by is not None and (words.is_agent(by) or words.medium(by) is None):
        yield Found("subj", by, apart(by))
        yield from asked_below(by, "")
    if passive and by is None and verb.dep_ in {"xcomp", "advcl", "conj"} and actor is None:
        return
    if own is None and not passive and (speaker := _inverted(verb)) is not None:
        yield Found("subj", speaker)
    auxiliary = child(verb, "auxpass")
    if auxiliary is not None:
        yield Found("passive", auxiliary)


def _late_agent(verb: Token) -> Token | None:
    """Who asks, where the parser hung "by" on what is to be done: "was asked to leave by the warden"."""
    deed = child(verb, "xcomp")
    found = agent(deed) if deed is not None and to_of(deed) is not None and not is_passive(deed) else None
    return found if found is not None and words.is_agent(found) else None


def _named(noun: Token) -> Piece:
    """A noun with its modifiers, but not a relative clause after a comma, which only tells more about it."""
    whole = subtree(noun)
    for clause in noun.rights:
        if clause.dep_ == "acl" and clause.tag_ == "VBD":
            return trimmed(whole.doc[whole.start : clause.left_edge.i])  # "Ash called on Elm to act and has asked"
        if clause.dep_ == "relcl" and clause.left_edge.i > noun.i + 1 and noun.doc[clause.left_edge.i - 1].text == ",":
            return trimmed(whole.doc[whole.start : clause.left_edge.i])
    return whole


def _above(participle: Token) -> Token | None:
    """The subject of the verb above a noun that a participle was hung on ("left the talks demanding a vote")."""
    noun = participle.head
    if participle.dep_ != "acl" or participle.tag_ != "VBG" or noun.dep_ != "pobj" or words.is_agent(noun):
        return None
    if words.medium(noun) is not None:
        return None  # "did not respond to an email seeking comment": the email asks
    governor = next((item for item in ancestors(noun) if item.pos_ in VERBAL), None)
    return subject(governor) if governor is not None else None


def _inverted(verb: Token) -> Token | None:
    """The speaker after the verb that closes a quotation, which parsers take for an object: "Leave!" begged Ash."""
    before = verb.nbor(-1).text if verb.i > verb.sent.start else ""
    speaker = child(verb, "dobj", "oprd", "attr")
    if before not in QUOTATION_MARKS or speaker is None or speaker.i < verb.i or speaker.pos_ == "PRON":
        return None
    return speaker


def _objects(verb: Token) -> Iterator[Found]:
    particle = child(verb, "prt")
    base = particle.lower_ if particle is not None and particle.lower_ in words.CALL_PARTICLES else "obj"
    has_object, rest = False, ()
    for item in verb.children:
        if item.dep_ == "dative" and item.pos_ in NOMINAL:
            yield from _object("iobj", item, verb)
        elif item.dep_ == "dobj" or (item.dep_ in {"oprd", "npadvmod"} and item.pos_ in NOMINAL and not is_time(item)):
            has_object |= item.dep_ == "dobj"
            if item in rest or _goes_on_after_for(item):
                continue
            rest = rest or rest_of_list(item)
            yield from _object(base if item.dep_ == "dobj" else item.dep_, antecedent(item), verb)
        elif item.dep_ in {"acomp", "oprd"}:
            yield Found("acomp", item)
    if verb.dep_ == "relcl" and not has_object and verb.head.i < verb.i:
        own = [item for item in verb.lefts if item.dep_ in {"nsubj", "nsubjpass"}]  # two of "that the union demanded"
        if own and antecedent(own[-1]).i == own[-1].i and not is_addressee(own[-1]):
            yield Found("obj~gap", verb.head)


def _goes_on_after_for(noun: Token) -> bool:
    """Whether an object is a member of the list that "for" begins: "asked for the logs, the results and the names"."""
    before = noun.left_edge.i - 1
    links = (link for link in prepositions(noun.head, "for") if noun.head.i < link.i < noun.i)
    return noun.doc[before].text == "," and not words.is_agent(noun) and next(links, None) is not None


def _object(slot: str, noun: Token, verb: Token) -> Iterator[Found]:
    """An object, without the giver or the thing asked for below it; `obj.done`: what is to be undergone."""
    cuts = {"from", "for"} if words.is_agent(noun) else {"from"}
    giver = next((item for item in noun.rights if item.lower_ in cuts and item.dep_ == "prep"), None)
    whole = short_of(subtree(noun), verb)
    if any(item.dep_ in {"acl", "oprd"} and item.tag_ == "VBN" for item in (*noun.rights, *verb.rights)):
        yield Found("obj.done", noun, extended(whole, verb))
    below = next((source.head for _, source, _ in givers(noun) if words.is_agent(source)), None)
    cut = min(
        (item.i for item in (giver, below, _deed_below(noun)) if item is not None and item.i > whole.start),
        default=whole.end,
    )
    if cut < whole.end:
        whole = whole.doc[whole.start : cut]
    whole = whole if words.is_agent(noun) else extended(whole, verb)
    yield from _bare_clause(noun, whole)
    yield Found(slot, noun, whole)
    if slot == "obj" and is_told(verb):
        yield Found("told", noun, whole)


def _deed_below(noun: Token) -> Token | None:
    """The "to" of what somebody is told to do, where the parser hung it on them: "ordered the authority to pay"."""
    clauses = (item for item in noun.rights if item.dep_ == "acl") if words.is_agent(noun) else ()
    return next((first for clause in clauses if (first := to_of(clause)) is not None), None)


def _bare_clause(noun: Token, whole: Piece) -> Iterator[Found]:
    """A clause without "that", whose subject was taken for an object ("demanded the mayor resign")."""
    doc, end = whole.doc, noun.sent.end
    verb = doc[whole.end] if whole.end < end else None
    if verb is not None and verb.tag_ in {"VB", "VBP"} and child(verb, "aux", "nsubj") is None:
        yield Found("clause", verb, doc[whole.start : max(subtree(verb).end, verb.i + 1)])
        yield Found("clause.subj", noun, whole)


def _clause(clause: Token, verb: Token) -> Iterator[Found]:
    """What a clause below the trigger offers: itself as an item, and its subject as who should act."""
    doc, slot = clause.doc, clause_slot(clause, verb)
    whole = subtree(clause)
    actor = child(clause, "nsubj", "nsubjpass")
    if slot in {"inf", "inf.adv"} and actor is not None:
        mark = next((item for item in clause.lefts if item.lower_ == "for" and item.i < actor.i), None)
        if mark is not None:
            yield Found("forto", clause, doc[mark.i : whole.end])
            yield Found("forto.subj", actor)
        else:
            yield Found("obj", actor)
            if not is_passive(clause):
                yield Found("told", actor)
            start = min(actor.right_edge.i + 1, clause.i)
            yield Found(slot, clause, doc[start : whole.end])
        return
    if slot.startswith("inf"):
        first = next((item for item in clause.lefts if item.tag_ == "TO"), clause)
        slot = "purpose" if is_use(first, verb) else slot
        negation = [item.i for item in clause.lefts if item.dep_ == "neg"]
        end = end_of_deed(clause, end_of_list(whole))
        if is_passive(verb) and (by := next(prepositions(clause, "by"), None)) is not None and _late_agent(verb):
            end = min(end, by.i)
        yield Found(slot, clause, doc[min([first.i, *negation]) : end])
        return
    if asks_to_do(clause):
        yield Found("if.would", clause, whole)
    yield from _clause_as(slot, clause, whole)


def _clause_as(slot: str, clause: Token, whole: Piece) -> Iterator[Found]:
    yield Found(slot, clause, whole)
    actor = child(clause, "nsubj", "nsubjpass")
    if slot in {"that", "clause"} and actor is not None:
        if (doer := doer_of(clause)) is not None:
            yield Found("that.by", doer)
        yield Found(f"{slot}.{'subj' if actor.dep_ == 'nsubj' else 'done'}", actor)
        if is_subjunctive(clause):
            yield Found("subjunctive", clause)


def _below_object(noun: Token) -> Iterator[Found]:
    yield from joined(noun)
    yield from prepositional(noun, "obj.")
    yield from givers(noun)
    for clause in noun.rights:
        if clause.dep_ in {"acl", "relcl"} and (first := to_of(clause)) is not None:
            slot = "inf" if _deed_below(noun) is not None else "inf.low"
            yield Found(slot, clause, clause.doc[first.i : subtree(clause).end])
            yield Found("obj.low", noun, noun.doc[subtree(noun).start : first.i])


def _medium(verb: Token) -> Iterator[Found]:
    """The letter, order or petition that asks, and who sent it to whom."""
    host = medium_host(verb)
    if host is None:
        return
    yield Found("medium", host, _before(host, verb))
    owner = child(host, "poss")
    if owner is not None:
        yield Found("medium.subj", owner)
    for preposition in host.children:
        if preposition.dep_ in {"prep", "dative"} and preposition.lower_ in {"from", "by", "of", "with"}:
            for item in preposition.children:
                if item.dep_ == "pobj":
                    yield Found(f"medium.{preposition.lower_}", item)
    yield from addressees(host)
    for sent in host.children:
        if sent.i != verb.i and ((sent.dep_ == "acl" and sent.tag_ == "VBN") or _has_it_sent(sent)):
            yield from _of_governor(sent, "medium.")
    governor = host.head
    if host.dep_ in {"dobj", "nsubjpass"} and governor.pos_ in VERBAL:
        yield from _of_governor(governor, "medium.")


def _has_it_sent(clause: Token) -> bool:
    """Whether a clause beside a paper tells what somebody did with it: "a letter that Ash sent to six plants"."""
    whom = child(clause, "dobj")
    return clause.dep_ == "relcl" and whom is not None and whom.tag_ in {"WDT", "WP"}


def _before(host: Token, verb: Token) -> Piece:
    whole = subtree(host)
    return whole.doc[whole.start : max(host.i + 1, min(whole.end, verb.left_edge.i))]


# ------------------------------------------------------------------------------------------- nouns


def _of_noun(noun: Token) -> Iterator[Found]:
    for item in noun.children:
        if item.dep_ == "poss":
            yield Found("poss", item)
        elif item.dep_ in {"compound", "amod", "nmod"} and item.i < noun.i:
            yield Found("mod", item)
    yield from prepositional(noun, "")
    yield from (Found("from", giver) for _, giver, _ in givers(noun))
    yield from _behind_the_asker(noun)
    yield from _that(noun)
    for clause in noun.rights:
        if clause.dep_ in {"acl", "relcl", "ccomp", "advcl"}:
            yield from _below_noun(clause, noun)
    yield from _governed(noun)


def _behind_the_asker(noun: Token) -> Iterator[Found]:
    """What is asked for, where the parser hung it on the verb above: "denied a request by the clerk for a fee"."""
    end = noun.right_edge.i
    if noun.dep_ not in {"dobj", "nsubjpass"} or next(prepositions(noun, "by", "from"), None) is None:
        return
    for preposition in (item for item in prepositions(noun.head, "for") if item.i == end + 1):
        yield from (Found("for", item) for item in preposition.children if item.dep_ == "pobj" and not is_time(item))


def _below_noun(clause: Token, noun: Token) -> Iterator[Found]:
    if to_of(clause) is not None or child(clause, "mark") is not None:
        yield from _clause(clause, noun)
    elif (clause.dep_ == "relcl" and words.governor(clause) == "light") or (
        clause.tag_ == "VBN" and clause.lemma_ not in _RELATING
    ):
        yield from _of_governor(clause, "light.")
    elif clause.tag_ == "VBG":
        yield Found("part", clause)


def _governed(noun: Token) -> Iterator[Found]:
    """What the verb above a noun offers: "made a request to", "rejected the request", "the demand was that"."""
    top = _top(noun)
    head = top.head
    if top.dep_ in {"dobj", "nsubjpass"} and head.pos_ in VERBAL:
        yield Found("gov", head, head.doc[head.i : head.i + 1])
    if top.dep_ in {"dobj", "nsubjpass"} and head.pos_ in VERBAL:
        yield from _of_governor(head, f"{words.governor(head)}.")
    elif top.dep_ == "attr" or (top.dep_ == "nsubj" and head.lemma_ == _COPULA):
        yield from _of_governor(head, "be.")
    elif top.dep_ == "nsubj" and head.pos_ in VERBAL:
        yield from _of_governor(head, "does.")
    if top.dep_ == "pobj":
        yield Found(f"under.{head.lower_}", head)
    elif noun.i > noun.sent.start and noun.nbor(-1).lower_ == "in":
        yield Found("under.in", noun.nbor(-1))
    if top.dep_ == "pobj" and head.head.pos_ in VERBAL:
        governor = head.head
        yield from _of_governor(governor, f"{words.governor(governor)}.{head.lower_}.")


def _top(noun: Token) -> Token:
    """The noun that stands for a noun in its clause: the first of a list, or what the noun is included in."""
    while True:
        above = noun.head
        if noun.dep_ == "conj" and above.pos_ in NOMINAL:
            noun = above
        elif noun.dep_ == "pobj" and above.lower_ == "including" and above.head.pos_ in NOMINAL:
            noun = above.head
        else:
            return noun


def _of_governor(verb: Token, prefix: str) -> Iterator[Found]:
    for slot, head, piece in _each(_subjects(verb), _objects(verb)):
        yield Found(f"{prefix}{slot}", head, piece)
    for clause in verb.children:
        if clause.dep_ in {"xcomp", "ccomp", "advcl"} and not (prefix == "other." and _is_aside(clause)):
            for slot, head, piece in _clause(clause, verb):
                yield Found(f"{prefix}{slot}", head, piece)
    yield from prepositional(verb, prefix)


def _is_aside(clause: Token) -> bool:
    """Whether a participle only tells what was done besides: "denied the request, ordering both sides back"."""
    after = clause.left_edge.i > clause.head.i and clause.left_edge.nbor(-1).text == ","
    return bool(clause.tag_ == "VBG" and after)


def _each(*sources: Iterable[Found]) -> Iterator[Found]:
    for source in sources:
        yield from source
