"""A parsed document to its quotations: who says what, in whose words, by which cue."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.extract.quotemarks import quoted_spans
from graph.extract.syntax import VERBAL, agent, antecedent, char_span, child, is_passive, subject, trimmed
from graph.extract.tables import words
from graph.model import Document, QuotationMode, Span

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "parataxis"})
_GIVEN = frozenset({"dobj", "oprd", "attr", "dative", "prep", "prt", "acomp"})
_ADDRESSED = frozenset("tell remind assure inform notify advise warn persuade convince reassure ask".split())
_SHORT = 3  # words in quotation marks up to which they are not a quotation of their own
_NEAR = 250  # characters between a cue and its words
_ABOUT_TIME = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words or stance: the source, the cue, the stretches of content, and how they are given.

    `reports` is False where the source takes a stance towards the content instead of saying it
    ("criticised the plan"): then the content is not attributed to the source.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    mode: QuotationMode
    reports: bool = True


def quotations(document: Document, doc: Doc) -> tuple[Quotation, ...]:
    """Who says what in a document, in text order; quotation marks without a speaker have source None."""
    return _Reader(document, doc).quotations()


def source_of(quotations: Sequence[Quotation], span: Span) -> Quotation | None:
    """The innermost quotation whose content holds the span: the shortest stretch that contains it."""
    holding = [
        (stretch.end - stretch.start, -stretch.start, quotation)
        for quotation in quotations
        if quotation.reports
        for stretch in quotation.content
        if stretch.contains(span)
    ]
    return min(holding, key=lambda found: found[:2])[2] if holding else None


@dataclass(slots=True)
class _Cue:
    """A cue with what hangs on it, as token ranges."""

    token: Token
    source: Token | None
    content: list[tuple[int, int]]
    reports: bool
    clause: bool


class _Reader:
    """One document's cues and quotation marks on their way to quotations."""

    def __init__(self, document: Document, doc: Doc) -> None:
        self.doc = doc
        self.text = document.text
        self.marks = quoted_spans(document.text)
        self.starts = [mark.start for mark in self.marks]
        self.taken: set[int] = set()

    def quotations(self) -> tuple[Quotation, ...]:
        found = [quotation for cue in self._cues() for quotation in self._of_cue(cue)]
        found.extend(self._lone_marks(found))
        return tuple(sorted(found, key=lambda quotation: (quotation.content[0], quotation.cue or quotation.content[0])))

    # ---- cues

    def _cues(self) -> Iterator[_Cue]:
        for token in self.doc:
            if token.lower_ == "according":
                cue = self._according(token)
            elif token.pos_ in VERBAL:
                cue = self._verb(token)
            elif token.pos_ == "NOUN":
                cue = self._noun(token)
            elif token.pos_ == "ADJ":
                cue = self._adjective(token)
            else:
                continue
            if cue is not None and (cue.content or self._beside(cue.token)):
                yield cue

    def _verb(self, token: Token) -> _Cue | None:
        lemma = token.lemma_.lower()
        says = lemma in words("cues", "verbs", "say")
        if not (says or lemma in words("cues", "verbs", "think") or lemma in words("cues", "verbs", "act")):
            return None
        source = self._source(token)
        content, clause = self._content(token)
        if not content and not says:
            return None
        return _Cue(token, source, content, any(item.dep_ in {"ccomp", "parataxis"} for item in token.children), clause)

    def _source(self, token: Token) -> Token | None:
        if is_passive(token):
            return agent(token)
        found = next((item for item in token.children if item.dep_ in _SUBJECTS), None)
        return antecedent(found) if found is not None else subject(token)

    def _content(self, token: Token) -> tuple[list[tuple[int, int]], bool]:
        """What a verb gives: the clauses below it, or else its object with all that hangs on it."""
        passive = is_passive(token)
        clauses = [item for item in token.children if item.dep_ in _CLAUSES and self._is_content(token, item)]
        right = [item for item in token.rights if item.dep_ in _GIVEN | {"xcomp", "ccomp"}]
        if clauses and (
            token.lemma_ in _ADDRESSED or not any(item.dep_ == "dobj" for item in right) or clauses[0].i < token.i
        ):
            return self._merged([self._piece(item, token) for item in clauses]), True
        given = [item for item in right if not _is_aside(item, token)]
        if passive:
            subject_ = child(token, "nsubjpass")
            given = ([subject_] if subject_ is not None else []) + [item for item in given if item.dep_ != "agent"]
        if not any(item.dep_ != "prt" for item in given):
            return [], False
        return self._merged([self._piece(item, token) for item in given if item.dep_ != "prt"]), bool(clauses)

    def _is_content(self, token: Token, item: Token) -> bool:
        return item.dep_ != "csubj" or (item.i < token.i and bool(token.lemma_ == "say"))

    def _piece(self, item: Token, cue: Token) -> tuple[int, int]:
        """The tokens below an item, without the cue's own words where it stands inside them."""
        start, end = item.left_edge.i, item.right_edge.i + 1
        start, end = max(start, item.sent.start), min(end, item.sent.end)
        if start <= cue.i < end:
            if item.i > cue.i:
                start = cue.i + 1
            else:
                end = min(
                    end, min(child.left_edge.i for child in (cue, *cue.lefts) if child.i > item.i or child is cue)
                )
        return start, end

    def _merged(self, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
        merged: list[tuple[int, int]] = []
        for start, end in sorted(piece for piece in pieces if piece[1] > piece[0]):
            if merged and start <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged

    def _according(self, token: Token) -> _Cue | None:
        to = next((item for item in token.rights if item.lower_ == "to"), None)
        source = child(to, "pobj") if to is not None else None
        if source is None or token.head.i == token.i:
            return None
        head = token.head
        start, end = max(head.left_edge.i, token.sent.start), min(head.right_edge.i + 1, token.sent.end)
        first, last = token.left_edge.i, max(source.right_edge.i + 1, token.right_edge.i + 1)
        content = [(start, first), (last, end)]
        return _Cue(token, source, [piece for piece in content if piece[1] - piece[0] > 1], True, True)

    def _noun(self, token: Token) -> _Cue | None:
        if token.lemma_.lower() not in words("cues", "nouns", "said"):
            return None
        clause = next((item for item in token.rights if item.dep_ in {"acl", "ccomp"} and _is_that(item)), None)
        if clause is None:
            return None
        owner = child(token, "poss")
        if owner is None and token.head.pos_ in VERBAL and token.dep_ in {"dobj", "attr"}:
            owner = subject(token.head)
        if owner is None:
            return None
        finite = not any(item.tag_ == "TO" for item in clause.lefts)
        return _Cue(token, owner, self._merged([self._piece(clause, token)]), finite, finite)

    def _adjective(self, token: Token) -> _Cue | None:
        if (
            token.lemma_.lower() not in words("cues", "adjectives", "stance")
            or token.head.pos_ not in VERBAL
            or token.dep_ != "acomp"
        ):
            return None
        given = [item for item in token.rights if item.dep_ in {"ccomp", "xcomp", "prep"}]
        source = child(token.head, *_SUBJECTS)
        if not given or source is None:
            return None
        pieces = [self._piece(item, token) for item in given[:1]]
        return _Cue(token, antecedent(source), self._merged(pieces), given[0].dep_ != "prep", given[0].dep_ != "prep")

    # ---- quotations

    def _of_cue(self, cue: _Cue) -> Iterator[Quotation]:
        spans = [self._chars(start, end) for start, end in cue.content]
        content = [span for span in spans if span is not None]
        if cue.token.lemma_.lower() in words("cues", "verbs", "say") and cue.token.pos_ in VERBAL:
            content = self._with_marks(cue, content)
        source = self._source_span(cue.source, cue) if cue.source is not None else None
        content = [span for part in content for span in _outside(part, source)]
        if not content:
            return
        mode = self._mode(content)
        reports = cue.reports or mode is not QuotationMode.INDIRECT
        yield Quotation(source, self._cue_span(cue.token), tuple(content), mode, reports)

    def _with_marks(self, cue: _Cue, content: list[Span]) -> list[Span]:
        """The content with the quotation marks that belong to the cue: around it, and beside it in its paragraph."""
        stretched = list(content)
        for index, mark in enumerate(self.marks):
            touching = [span for span in content if span.overlaps(mark)]
            if touching and (len(_words(self.text, mark)) > _SHORT or touching[0].start <= mark.start):
                self.taken.add(index)
                stretched.append(mark)
        for index in self._beside(cue.token):
            if index not in self.taken:
                self.taken.add(index)
                stretched.append(self.marks[index])
        return _united(stretched, self.text)

    def _beside(self, token: Token) -> list[int]:
        """The quotation marks that end just before a cue's clause, or begin right behind it."""
        if not self.marks or token.pos_ not in VERBAL or token.lemma_.lower() not in words("cues", "verbs", "say"):
            return []
        here = Span(token.idx, token.idx + len(token))
        at = bisect_right(self.starts, here.start)
        if at and self.marks[at - 1].end > here.start:
            return []
        before = [at - 1] if at and self._closes(self.marks[at - 1], token) else []
        after = [at] if at < len(self.marks) and self._opens(here.end, self.marks[at], bool(before)) else []
        return before + after

    def _closes(self, mark: Span, token: Token) -> bool:
        """Whether a quotation stands before its cue: "… ," with the cue's clause right behind it."""
        if not self._near(mark.end, token.idx):
            return False
        return self._clause_start(token) <= mark.end + 2 or self._ends_comma(mark)

    def _opens(self, end: int, mark: Span, broken: bool) -> bool:
        """Whether a quotation stands behind its cue, at once or after a comma or colon; a broken one goes on."""
        if not self._near(end, mark.start):
            return False
        between = self.text[end : mark.start].rstrip()
        return not between or between[-1] in {":", ","} or (broken and between[-1] in {".", ";"})

    def _near(self, start: int, end: int) -> bool:
        return 0 <= end - start < _NEAR and "\n" not in self.text[start:end]

    def _ends_comma(self, mark: Span) -> bool:
        return self.text[max(mark.start, mark.end - 3) : mark.end].rstrip("”\"'’»")[-1:] in {",", "?", "!", "—"}

    def _clause_start(self, token: Token) -> int:
        return int(self.doc[max(token.left_edge.i, token.sent.start)].idx)

    def _lone_marks(self, found: list[Quotation]) -> Iterator[Quotation]:
        """Quotation marks that no cue claims: those of a paragraph's speaker go on; the others have no source."""
        claimed = [span for quotation in found if quotation.reports for span in quotation.content]
        for index, mark in enumerate(self.marks):
            if (
                index in self.taken
                or len(_words(self.text, mark)) <= _SHORT
                or any(span.overlaps(mark) for span in claimed)
            ):
                continue
            speaker = self._going_on(found, mark)
            if speaker is not None:
                yield Quotation(speaker.source, speaker.cue, (mark,), QuotationMode.DIRECT)
            else:
                yield Quotation(None, None, (mark,), QuotationMode.DIRECT)

    def _going_on(self, found: list[Quotation], mark: Span) -> Quotation | None:
        before = [
            q
            for q in found
            if q.source and q.reports and q.content[-1].end <= mark.start and q.mode is QuotationMode.DIRECT
        ]
        last = max(before, key=lambda quotation: quotation.content[-1].end, default=None)
        if last is None or last.cue is None:
            return None
        end = max(last.content[-1].end, last.cue.end)
        between = self.text[end : mark.start]
        return last if len(between.strip()) < 60 and between.count("\n") <= 2 else None

    # ---- spans

    def _chars(self, start: int, end: int) -> Span | None:
        while start < end and (self.doc[start].is_space or self.doc[start].text in {",", ";", ":", ".", "-", "—", "–"}):
            start += 1
        while end > start and (
            self.doc[end - 1].is_space or self.doc[end - 1].text in {",", ";", ":", ".", "-", "—", "–"}
        ):
            end -= 1
        return char_span(self.doc[start:end]) if end > start else None

    def _source_span(self, token: Token, cue: _Cue) -> Span:
        """The whole phrase of the source, its appositions and relative clauses with it."""
        start, end = max(token.left_edge.i, token.sent.start), min(token.right_edge.i + 1, token.sent.end)
        if start <= cue.token.i < end:
            start, end = (start, cue.token.i) if token.i < cue.token.i else (cue.token.i + 1, end)
        if not start <= token.i < end:
            start, end = token.i, token.i + 1
        return char_span(trimmed(self.doc[start:end]))

    def _cue_span(self, token: Token) -> Span:
        if token.lower_ == "according" and token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ == "to":
            return char_span(self.doc[token.i : token.i + 2])
        return char_span(self.doc[token.i : token.i + 1])

    def _mode(self, content: list[Span]) -> QuotationMode:
        inside = sum(
            min(span.end, mark.end) - max(span.start, mark.start)
            for span in content
            for mark in self.marks
            if mark.overlaps(span)
        )
        whole = sum(span.end - span.start for span in content)
        if inside == 0:
            return QuotationMode.INDIRECT
        opened = any(mark.start <= content[0].start < mark.end for mark in self.marks)
        return QuotationMode.DIRECT if opened and inside >= 0.9 * whole else QuotationMode.MIXED


def _is_that(clause: Token) -> bool:
    return any((item.dep_ == "mark" and item.lower_ == "that") or item.tag_ == "TO" for item in clause.lefts)


def _is_aside(item: Token, verb: Token) -> bool:
    """Whether what hangs on a verb tells when, where or to whom and not what."""
    if item.dep_ == "dative":
        return True
    if item.dep_ != "prep":
        return item.ent_type_ in _ABOUT_TIME
    if item.lower_ in {"for", "on", "upon", "to", "about", "against", "of", "with", "as"}:
        inner = child(item, "pobj")
        return inner is not None and inner.ent_type_ in _ABOUT_TIME
    return True


def _words(text: str, span: Span) -> list[str]:
    return text[span.start : span.end].split()


def _outside(span: Span, source: Span | None) -> Iterator[Span]:
    """What of a stretch lies before and behind the source."""
    if source is None or not span.overlaps(source):
        yield span
        return
    for start, end in ((span.start, source.start), (source.end, span.end)):
        if end > start:
            yield Span(start, end)


def _united(spans: list[Span], text: str) -> list[Span]:
    """Spans in order, those that touch or overlap made one."""
    united: list[Span] = []
    for span in sorted(spans):
        if united and (span.start <= united[-1].end or not text[united[-1].end : span.start].strip(" ")):
            united[-1] = Span(united[-1].start, max(united[-1].end, span.end))
        else:
            united.append(span)
    return united
