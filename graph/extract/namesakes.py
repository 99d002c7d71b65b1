"""Two names to whether they can be one agent's: surnames, initials, acronyms, words in another order."""

from __future__ import annotations

from spacy.tokens import Doc

from graph.extract.names import given_names, places, surname
from graph.extract.phrases import Phrase
from graph.extract.tables import words
from graph.model import EntityType

_SMALL = frozenset({"of", "the", "and", "for", "&"})


def words_of(doc: Doc, phrase: Phrase) -> tuple[str, ...]:
    """The words of a name, without "The" and what may end it ("Jr.")."""
    if phrase.name is None or phrase.name.name is None:
        return ()
    start, end = phrase.name.name
    if phrase.type is EntityType.PERSON:
        end = surname(doc, start, end) + 1
    found = tuple(token.text for token in doc[start:end])
    return found[1:] if found[0] in {"The", "the"} and len(found) > 1 else found


def keys_of(name: tuple[str, ...]) -> set[str]:
    """What else a name may be looked up by: its capitals ("DOJ"), without and with its small words."""
    if len(name) == 1:
        return {name[0].replace(".", "").lower()}
    capitals = "".join(word[0] for word in name if word[0].isupper())
    return {capitals.lower(), "".join(word[0] for word in name).lower()} if len(capitals) > 1 else set()


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two personal names can be one person's: the surname alone, the given name alone, or both alike.

    >>> same_person(("Low",), ("Ann", "Low")), same_person(("Bo", "Low"), ("Ann", "Low"))
    (True, False)
    """
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        short, long = (one, other) if len(one) == 1 else (other, one)
        return short[0] == long[-1] or (short[0] == long[0] and short[0].lower() in given_names())
    return one[-1] == other[-1] and (
        one[0] == other[0] or (one[0].startswith(other[0].strip(".")) and len(other[0].strip(".")) == 1)
    )


def same_body(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names can be one body's: alike, one the other's capitals, or one ending or opening the other.

    >>> department = ("Department", "of", "Labor")
    >>> same_body(("DOL",), department), same_body(("Labor", "Department"), department)
    (True, True)
    >>> same_body(("Delta",), ("Delta", "Dye", "Works")), same_body(("National",), ("National", "Grid"))
    (True, False)
    """
    mine, others = tuple(w.lower() for w in one), tuple(w.lower() for w in other)
    if mine == others or set(mine) - _SMALL == set(others) - _SMALL:
        return True
    short, long = (mine, others) if len(mine) <= len(others) else (others, mine)
    written, spelled = (one, other) if short is mine else (other, one)
    if len(short) == 1 and written[0].isupper() and len(written[0]) > 1:
        return short[0].replace(".", "") in keys_of(spelled)
    if " ".join(short) not in places() and long[: len(short)] == short:
        rest = frozenset(long[len(short) :])
        return rest <= words("organizations", "words") or not set(short) <= words("organizations", "vague")
    return len(short) > 1 and long[-len(short) :] == short
