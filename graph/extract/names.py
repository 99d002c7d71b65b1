"""Capitalised words to names: where each begins and ends, what it names, and the title beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from graph.extract.series import joins_names
from graph.extract.tables import groups, words
from graph.model import EntityType

_PROPER = frozenset({"NNP", "NNPS"})
_AGENT_LABELS = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.ORGANIZATION,
}
_OTHER_LABELS = frozenset({"DATE", "TIME", "MONEY", "LAW", "EVENT", "WORK_OF_ART", "LANGUAGE", "PRODUCT", "PERCENT"})
_LINKS = frozenset({"of", "for", "and", "the", "&", "on", "in", "to", "at", "de", "du", "la"})
_KNOWN = frozenset(EntityType) - {EntityType.UNKNOWN}
_IN_A_ROW = frozenset({",", "and", ", and"})
_LONGEST_JOINT = 2  # tokens between two names in a row
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_LONGEST_TITLE = 5
_LONGEST_NAME = 16  # tokens, its title included
_HEADLINE = 0.85  # share of capitalised words from which a sentence's capitals say nothing

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text, as token ranges: `whole` with its title, `name` without; `title` without the body it is of.

    An office that stands alone ("the Attorney General") is a Name of type post, whose name is None.
    `sure` is False where the recogniser alone says what it names.
    """

    whole: Range
    name: Range | None
    type: EntityType
    title: Range | None = None
    organization: Range | None = None
    sex: str | None = None
    sure: bool = True


@cache
def offices() -> frozenset[str]:
    """Every office that can stand as a title, in small letters."""
    return frozenset().union(*groups("offices", "titles").values())


def offices_in(doc: Doc, title: Range) -> Iterator[str]:
    """The offices that a title ends in, longest first: "secretary of state" and "secretary"."""
    for first in range(*title):
        text = " ".join(token.lower_ for token in doc[first : title[1]])
        if text in offices():
            yield text
    for first in range(*title):
        if doc[first].lower_ in offices():
            yield doc[first].lower_


@cache
def given_names() -> dict[str, str]:
    """Given names in small letters, with the sex that they tell ("either" where none)."""
    male, female = words("names", "given", "male"), words("names", "given", "female")
    both = words("names", "given", "either") | (male & female)
    return {
        **dict.fromkeys(sorted(male), "male"),
        **dict.fromkeys(sorted(female), "female"),
        **dict.fromkeys(sorted(both), "either"),
    }


@cache
def places() -> dict[str, str]:
    """Well-known places in small letters, with what they are: city, state or country."""
    return {place: kind for kind, found in groups("places").items() for place in sorted(found)}


def find_names(doc: Doc, *, publisher: str | None = None) -> list[Name]:
    """The names of a document, in text order; the whole document decides what a lone surname is."""
    found = _alike_in_rows(doc, [name for run in _runs(doc) for name in _split(doc, run)])
    return [_with_article(doc, name, publisher) for name in _agreed(doc, found, publisher)]


# --------------------------------------------------------------------------------------------------
# Runs of capitalised words

GREETING = "Dear"


def _runs(doc: Doc) -> Iterator[Range]:
    shouted = _shouted(doc)
    index, end = 0, len(doc)
    while index < end:
        if not _begins(doc[index], shouted):
            index += 1
            continue
        stop = index + 1
        while stop < end and stop - index < _LONGEST_NAME and (step := _continues(doc, stop, shouted)):
            stop += step
        yield index, stop
        index = stop


def _shouted(doc: Doc) -> frozenset[int]:
    """The tokens of sentences that are capitals nearly throughout: headlines and shouting."""
    found: list[int] = []
    for sentence in doc.sents:
        letters = [token for token in sentence if token.is_alpha and (len(token) > 3 or token.is_upper)]
        if len(letters) > 5 and sum(token.text[0].isupper() for token in letters) >= _HEADLINE * len(letters):
            found.extend(range(sentence.start, sentence.end))
    return frozenset(found)


def _begins(token: Token, shouted: frozenset[int]) -> bool:
    text = token.text
    if text[:1] == "@" and len(text) > 2:
        return True
    if not text[:1].isupper() or token.ent_type_ in _OTHER_LABELS or text == GREETING:
        return False
    if token.lower_ in words("organizations", "never") and token.ent_type_ not in {"PERSON", "ORG"}:
        return False
    if token.i in shouted:
        return token.ent_type_ in _AGENT_LABELS
    return token.tag_ in _PROPER or (
        token.ent_type_ in _AGENT_LABELS and token.tag_ not in {"PRP", "PRP$", "DT", "IN", "MD"}
    )


def _continues(doc: Doc, index: int, shouted: frozenset[int]) -> int:
    """How many tokens the run goes on for: one word, or a link and the word behind it; 0 where it ends."""
    token, before = doc[index], doc[index - 1]
    if token.is_sent_start or token.is_space:
        return 0
    if _begins(token, shouted) and not (before.ent_type_ and token.ent_iob_ == "B" and before.ent_type_ == "NORP"):
        return 1
    if index + 1 >= len(doc) or doc[index + 1].is_sent_start:
        return 0
    after = doc[index + 1]
    if token.lower_ in words("names", "particles") and _begins(after, shouted) and before.whitespace_:
        return 2
    if token.text in {"-", "–"} and not before.whitespace_ and not token.whitespace_ and _begins(after, shouted):
        return 2
    if (
        token.text in _POSSESSIVES
        and not before.whitespace_
        and after.lower_ in words("organizations", "words")
        and _owns_a_body(before)
    ):
        return 2 if _begins(after, shouted) else 0
    if token.lower_ in _LINKS and _one_body(doc, index, shouted):
        return 2 + int(doc[index + 1].lower_ == "the")
    return 0


def _owns_a_body(token: Token) -> bool:
    """Whose possessive is part of a body's name: an office's or of many: "Sheriff's Office", "Growers' Exchange"."""
    return (
        token.lower_ in offices() or token.tag_ in {"NNPS", "NNS"} or token.lower_.endswith(("men", "ers", "children"))
    )


def _one_body(doc: Doc, index: int, shouted: frozenset[int]) -> bool:
    """Whether a small word joins two parts of one name: by the recogniser, or as "of" behind "Department"."""
    token, before = doc[index], doc[index - 1]
    after = index + 1 + (doc[index + 1].lower_ == "the")
    if after >= len(doc) or not _begins(doc[after], shouted) or joins_names(token):
        return False
    if token.ent_type_ in {"ORG", "FAC"} and token.ent_iob_ == "I" and doc[after].ent_iob_ == "I":
        return token.lower_ != "and" or before.lower_ not in offices()
    return token.lower_ == "of" and before.lower_ in words("organizations", "words") and before.ent_type_ != "PERSON"


# --------------------------------------------------------------------------------------------------
# A run to names: title, name, what it is


def _split(doc: Doc, run: Range) -> Iterator[Name]:
    start, end = run
    while start < end and any(doc[start].lower_ in words("offices", "modifiers", key) for key in ("party", "several")):
        start += 1
    if start == end:
        return
    office = _office_inside(doc, start, end)
    if office is None:
        yield _plain(doc, start, end)
        return
    if office[1] < end:
        sex = _sex_of_title(doc, office)
        yield from _holder(doc, (start, office[1]), office, (office[1], end), sex)
    else:
        yield from _holder(doc, (start, end), office, None, _sex_of_title(doc, office))


def _office_inside(doc: Doc, start: int, end: int) -> Range | None:
    """The last office in a run that can be the title of what follows it, or that ends the run."""
    if _is_body(doc, start, end) or _text(doc, start, end) in offices() | places().keys():
        return (start, end) if _text(doc, start, end) in offices() else None
    for first in range(start, min(end, start + 8)):
        for last in range(min(end, first + _LONGEST_TITLE), first, -1):
            if _text(doc, first, last) not in offices() or (last == end and first > start and _given(doc, start)):
                continue
            further = _office_inside(doc, last, end) if last < end else None
            return further if further and further[1] < end else (first, last)
    return None


def _holder(doc: Doc, before: Range, office: Range, name: Range | None, sex: str | None) -> Iterator[Name]:
    """A title with its holder; bodies and places named before the office are names of their own."""
    prefix = (before[0], office[0])
    kind = None
    if prefix[1] > prefix[0]:
        kind = _seat(doc, prefix, office)
        yield Name(prefix, prefix, kind)
    organization = prefix if kind is EntityType.ORGANIZATION else None
    title = office if organization else (before[0], office[1])
    if name is None:
        yield Name(before, None, EntityType.POST, title, organization, sex)
        return
    yield Name((before[0], name[1]), name, EntityType.PERSON, title, organization, sex or _sex_of_name(doc, *name))


def _seat(doc: Doc, prefix: Range, office: Range) -> EntityType:
    """What the name before an office is: mayors, governors and sheriffs are of places."""
    local = frozenset().union(*(words("offices", "seats", kind) for kind in ("city", "state", "county")))
    body = _is_body(doc, *prefix) or _text(doc, *prefix) in words("organizations", "names")
    return EntityType.PLACE if _text(doc, *office) in local and not body else _kind(doc, *prefix)


def _plain(doc: Doc, start: int, end: int) -> Name:
    """A run without a capitalised title: honorifics are cut, and a title in small letters is looked for before it."""
    first, sex = start, None
    for kind in ("male", "female", "either"):
        if doc[start].lower_ in words("names", "honorifics", kind) and end - start > 1:
            first, sex = start + 1, kind
    title = _title_before(doc, start)
    if first > start:
        return Name(
            (start, end),
            (first, end),
            EntityType.PERSON,
            title,
            None,
            sex if sex != "either" else _sex_of_name(doc, first, end),
        )
    kind_ = _kind(doc, start, end)
    if (
        title
        and kind_ is not EntityType.ORGANIZATION
        and (kind_ is EntityType.PERSON or not _known_place(doc, start, end))
    ):
        whole = (title[0], end)
        return Name(
            whole,
            (start, end),
            EntityType.PERSON,
            title,
            None,
            _sex_of_title(doc, title) or _sex_of_name(doc, start, end),
        )
    sex = _sex_of_name(doc, start, end) if kind_ is EntityType.PERSON else None
    return Name((start, end), (start, end), kind_, None, None, sex, _is_sure(doc, start, end))


def _title_before(doc: Doc, start: int) -> Range | None:
    """A title in small letters that ends right before a name, with what qualifies it ("former", "deputy")."""
    if start > 1 and doc[start - 1].text == "." and doc[start - 2].lower_ in offices() and not doc[start].is_sent_start:
        return start - 2, start
    for size in range(min(_LONGEST_TITLE, start), 0, -1):
        first = start - size
        if doc[start - 1].is_space or doc[start].is_sent_start or _text(doc, first, start) not in offices():
            continue
        while first and not doc[first].is_sent_start and doc[first - 1].lower_ in words("offices", "modifiers", "kept"):
            first -= 1
        return first, start
    return None


def _kind(doc: Doc, start: int, end: int) -> EntityType:
    """What a name names, by its words before its label: the small recogniser takes Chad Mizelle for a country."""
    text = _text(doc, start, end)
    if _known_place(doc, start, end):
        return EntityType.PLACE
    if end - start == 1 and text in words("nouns", "place", "words"):
        return EntityType.UNKNOWN
    if text in words("organizations", "names") or _is_body(doc, start, end):
        return EntityType.ORGANIZATION
    if _given(doc, start) and not (end - start == 1 and doc[start].is_upper):
        return EntityType.PERSON
    labels = Counter(token.ent_type_ for token in doc[start:end] if token.ent_type_ in _AGENT_LABELS)
    if end - start == 1 and doc[start].is_upper and len(doc[start]) > 1 and not labels:
        return EntityType.ORGANIZATION
    if not labels:
        return EntityType.UNKNOWN
    best = max(labels, key=lambda label: (labels[label], label))
    return _AGENT_LABELS[best]


def _is_sure(doc: Doc, start: int, end: int) -> bool:
    """Whether the words themselves tell what a name names."""
    if _known_place(doc, start, end) or _is_body(doc, start, end) or doc[start].is_upper:
        return True
    return _text(doc, start, end) in words("organizations", "names") or (end - start > 1 and _given(doc, start))


def _known_place(doc: Doc, start: int, end: int) -> bool:
    text = _text(doc, start, end)
    last = doc[end - 1].lower_
    return text in places() or (
        end - start > 1 and last in words("nouns", "place", "words") and doc[end - 1].text[0].isupper()
    )


def _is_body(doc: Doc, start: int, end: int) -> bool:
    bodies = words("organizations", "words")
    if end - start > 1 and doc[end - 1].lower_ in bodies:
        return True
    return end - start > 2 and any(
        doc[index].lower_ in bodies and doc[index + 1].lower_ in _LINKS for index in range(start, end - 1)
    )


def _given(doc: Doc, start: int) -> bool:
    return doc[start].lower_ in given_names() and doc[start].ent_type_ != "NORP"


def surname(doc: Doc, start: int, end: int) -> int:
    """The token of a personal name that is its surname: "Low" of "Ann Low Jr."."""
    while end - start > 1 and doc[end - 1].lower_ in words("names", "suffixes", "words"):
        end -= 1
    return end - 1


def _sex_of_name(doc: Doc, start: int, end: int) -> str | None:
    if end - start < 2:
        return None
    sex = given_names().get(doc[start].lower_)
    if sex is None and end - start > 2 and len(doc[start].text.strip(".")) == 1:
        sex = given_names().get(doc[start + 1].lower_)
    return sex if sex != "either" else None


def _sex_of_title(doc: Doc, title: Range) -> str | None:
    for sex in ("male", "female"):
        known = words("offices", "sex", sex)
        if doc[title[1] - 1].lower_ in known or _text(doc, *title) in known:
            return sex
    return None


def _text(doc: Doc, start: int, end: int) -> str:
    return " ".join(token.lower_ for token in doc[start:end])


# --------------------------------------------------------------------------------------------------
# The whole document decides


def _with_article(doc: Doc, name: Name, publisher: str | None) -> Name:
    """A body's name with its own "The": capital where no sentence begins, or as the publisher writes it."""
    if name.type is not EntityType.ORGANIZATION or name.name is None or not name.name[0]:
        return name
    start, end = name.name
    if doc[start - 1].text != "The" or doc[start].is_sent_start:
        return name
    if doc[start - 1].is_sent_start and doc[start - 1 : end].text != publisher:
        return name
    return replace(name, whole=(start - 1, name.whole[1]), name=(start - 1, end))


def _alike_in_rows(doc: Doc, found: list[Name]) -> list[Name]:
    """The names, those in a row with what surely is a body taken for bodies: "Wellby, Oak Medical and Ash Labs"."""
    row: list[int] = []
    for index, name in enumerate(found):
        between = doc[found[index - 1].whole[1] : name.whole[0]] if index else doc[0:0]
        joined = len(between) <= _LONGEST_JOINT and between.text in _IN_A_ROW
        row = [*row, index] if row and joined else [index]
        if joined and any(map(joins_names, between)):
            sure = {found[place].type for place in row if found[place].sure and found[place].type in _KNOWN}
            for place in row if sure == {EntityType.ORGANIZATION} else ():
                found[place] = replace(found[place], type=EntityType.ORGANIZATION, sex=None, sure=True)
    return found


def _agreed(doc: Doc, found: list[Name], publisher: str | None) -> list[Name]:
    """Lone words that elsewhere end a person's full name are that person; names of no known kind take the commonest."""
    surnames = {doc[surname(doc, *name.name)].text for name in found if _is_full(doc, name) and name.name}
    votes = _votes(doc, found)
    if publisher:
        votes[publisher.removeprefix("The ")] = EntityType.ORGANIZATION
    openers = _openers(doc, found)
    agreed = [_revised(doc, name, surnames, openers, votes) for name in found]
    return [name for name in agreed if name.type is not EntityType.UNKNOWN]


def _is_full(doc: Doc, name: Name) -> bool:
    """Whether a name is surely a person's, with a surname at its end."""
    if name.type is not EntityType.PERSON or name.name is None:
        return False
    start, end = name.name
    labelled = any(doc[index].ent_type_ == "PERSON" for index in range(start, end))
    return (end - start > 1 and (_given(doc, start) or labelled or name.title is not None)) or name.whole != name.name


def _votes(doc: Doc, found: Iterable[Name]) -> dict[str, EntityType]:
    counts: dict[str, Counter[EntityType]] = {}
    for name in found:
        if name.name and name.type is not EntityType.UNKNOWN:
            counts.setdefault(doc[name.name[0] : name.name[1]].text, Counter())[name.type] += 1 + name.sure
    return {text: max(count, key=lambda kind: (count[kind], kind.value)) for text, count in counts.items()}


def _openers(doc: Doc, found: Iterable[Name]) -> set[str]:
    """The words that open names of firms and may stand for them: "Ashby" of "Ashby Power Company"."""
    opening = (
        doc[name.name[0]]
        for name in found
        if name.name and name.type is EntityType.ORGANIZATION and name.name[1] - name.name[0] > 1
        if doc[name.name[1] - 1].lower_ in words("organizations", "firms")
    )
    common = words("organizations", "vague") | given_names().keys() | places().keys()
    return {token.text for token in opening if token.lower_ not in common and token.is_title}


def _revised(doc: Doc, name: Name, surnames: set[str], openers: set[str], votes: dict[str, EntityType]) -> Name:
    if name.name is None or name.title is not None:
        return name
    start, end = name.name
    if end - start == 1 and doc[start].text in surnames:
        return replace(name, type=EntityType.PERSON)
    if end - start == 1 and doc[start].text in openers and name.type is not EntityType.PLACE:
        return replace(name, type=EntityType.ORGANIZATION, sex=None)
    if name.type is EntityType.PERSON and start and doc[start - 1].lower_ == "the" and name.whole == name.name:
        nested = doc[end - 1].dep_ == "compound"
        return name if nested else replace(name, type=EntityType.ORGANIZATION, sex=None)
    text = doc[start:end].text
    if end - start == 1 and name.type is EntityType.PERSON:
        sex = given_names().get(text.lower())
        name = replace(name, sex=name.sex or (sex if sex != "either" else None))
    if _known_place(doc, start, end) or text.lower() in words("organizations", "names"):
        return name
    return replace(name, type=votes.get(text, name.type))
