"""A verb that the parser took for a plural noun ("The subpoena orders the firm to pay") to what stands around it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graph.extract.complements import deed_after, end_of_list
from graph.extract.found import Found
from graph.extract.syntax import NOMINAL, subtree

_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_BEFORE = frozenset({"compound", "nmod", "poss", "amod", "det"})
_OPENERS = frozenset({"DET", "PROPN", "PRON"})
_REACH = 12  # words between such a verb and its infinitive


def is_verb(token: Token) -> bool:
    """Whether a plural noun heads a sentence without a finite verb, after one noun phrase and before another."""
    if token.tag_ != "NNS" or token.dep_ != "ROOT" or token.i + 2 >= token.sent.end:
        return False
    before = token.nbor(-1) if token.i > token.sent.start else token
    if before.i == token.i or before.pos_ not in NOMINAL or before.dep_ not in _BEFORE:
        return False
    after = token.nbor(1)
    opens = after.pos_ in _OPENERS or (after.lower_ in {"that", "on", "upon"} and after.i + 2 < token.sent.end)
    return opens and not any(item.tag_ in _FINITE for item in token.sent if not _is_below(item, token))


def _is_below(item: Token, verb: Token) -> bool:
    """Whether a finite verb stands in a clause of its own after the verb."""
    return item.i > verb.i + 1 and item.head.i != item.i and item.dep_ in {"relcl", "ccomp", "aux", "advcl", "auxpass"}


def constituents(verb: Token) -> Iterator[Found]:
    """Who asks, before it; who is asked and what is to be done, behind it."""
    doc, end = verb.doc, verb.sent.end
    start = subtree(verb).start
    yield Found("subj", verb.nbor(-1), doc[start : verb.i])
    to = next((doc[place] for place in range(verb.i + 1, min(end, verb.i + _REACH)) if doc[place].tag_ == "TO"), None)
    deed = deed_after(to) if to is not None else None
    asked = _asked(verb, to.i if to is not None and deed is not None else None)
    if asked is not None:
        limit = to.i if to is not None and deed is not None else subtree(asked).end
        on = doc[verb.i + 1].lower_ in {"on", "upon"}
        yield Found("on" if on else "obj", asked, doc[verb.i + 1 + on : max(limit, asked.i + 1)])
    if to is not None and deed is not None:
        yield Found("inf", deed, doc[to.i : end_of_list(doc[to.i : max(subtree(deed).end, deed.i + 1)])])


def _asked(verb: Token, limit: int | None) -> Token | None:
    """The head of the first noun phrase behind the verb."""
    found = None
    for item in verb.doc[verb.i + 1 : limit if limit is not None else verb.sent.end]:
        if item.pos_ in NOMINAL:
            found = item
        elif found is not None or item.pos_ in {"VERB", "AUX", "PUNCT"}:
            break
    return found
