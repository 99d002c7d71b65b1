"""A parsed document to its quotations: who says what, in whose words, by which cue."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from graph.extract.cues import Cue, find_cues, says
from graph.extract.names import Range
from graph.extract.quotemarks import quoted_spans, quoted_tokens
from graph.extract.syntax import char_span, trimmed
from graph.model import Document, QuotationMode, Span

_SHORT = 3  # words in quotation marks up to which they are not a quotation of their own
_NEAR = 250  # characters between a cue and its words
_CLOSED = frozenset("”\"'»’")
_EDGES = frozenset({",", ";", ":", ".", "-", "—", "–"})


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


def attributions(document: Document, doc: Doc) -> tuple[Quotation, ...]:
    """Who says what in a document, in text order, with what is said inside the words of others.

    Quotation marks without a speaker have source None.
    """
    return _Reader(document, doc).quotations()


def quotations(document: Document, doc: Doc) -> tuple[Quotation, ...]:
    """What the text itself tells that somebody says: the attributions whose cue stands in nobody's words."""
    found = attributions(document, doc)
    held = _united([span for one in found if one.reports for span in one.content], document.text)
    return tuple(one for one in found if one.cue is None or not _meets(held, one.cue))


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


class _Reader:
    """One document's cues and quotation marks on their way to quotations."""

    def __init__(self, document: Document, doc: Doc) -> None:
        self.doc = doc
        self.text = document.text
        self.marks = quoted_spans(document.text)
        self.starts = [mark.start for mark in self.marks]
        self.quoted = quoted_tokens(doc)
        self.taken: set[int] = set()

    def quotations(self) -> tuple[Quotation, ...]:
        """All of them, by where their content begins."""
        cues = find_cues(self.doc, self.quoted)
        found = [quotation for cue in cues for quotation in self._of_cue(cue)]
        return tuple(sorted(self._with_lone_marks(found), key=lambda one: (one.content[0], one.cue or one.content[0])))

    def _of_cue(self, cue: Cue) -> Iterator[Quotation]:
        content = [span for piece in cue.content for span in self._chars(piece)]
        if says(cue.token) and cue.token.i not in self.quoted:
            content = self._with_marks(cue, content)
        elif cue.token.i in self.quoted:
            content = [span for part in content for span in self._inside(part, cue.token.idx)]
        source = self._source_span(cue.source, cue.token) if cue.source is not None else None
        content = [span for part in content for span in _outside(part, source)]
        if content:
            mode = self._mode(content)
            reports = cue.reports or mode is not QuotationMode.INDIRECT
            yield Quotation(source, self._cue_span(cue.token), tuple(content), mode, reports)

    # ---- quotation marks

    def _with_marks(self, cue: Cue, content: list[Span]) -> list[Span]:
        """The content with the quotation marks that belong to the cue: around it, and beside it in its paragraph."""
        stretched = list(content)
        touching = tuple(self._touching(content))
        beside = [index for index in self._beside(cue.token) if index not in self.taken]
        begun = [before for at in beside for before in self._begun(at)]
        for index in (*touching, *beside, *begun):
            self.taken.add(index)
            stretched.append(self.marks[index])
        return _united(stretched, self.text)

    def _begun(self, index: int) -> Iterator[int]:
        """The paragraphs of a long quotation before its last: each opens with a mark and none is closed."""
        while index and self.text[self.marks[index - 1].end - 1] not in _CLOSED:
            index -= 1
            if index in self.taken:
                return
            yield index

    def _touching(self, content: list[Span]) -> Iterator[int]:
        """The quotation marks that open inside the content, or are long and overlap it."""
        for span in content:
            first = max(0, bisect_right(self.starts, span.start) - 1)
            for index in range(first, len(self.marks)):
                mark = self.marks[index]
                if mark.start >= span.end:
                    break
                if mark.overlaps(span) and (span.start <= mark.start or len(_words(self.text, mark)) > _SHORT):
                    yield index

    def _inside(self, part: Span, index: int) -> Iterator[Span]:
        """What of a stretch lies in the same quotation marks as a character, without the marks."""
        mark = self.marks[bisect_right(self.starts, index) - 1]
        start, end = max(part.start, mark.start + 1), min(part.end, mark.end - 1)
        if end > start:
            yield Span(start, end)

    def _beside(self, token: Token) -> list[int]:
        """The quotation marks that end just before a cue's clause, or begin right behind it."""
        if not self.marks:
            return []
        here = Span(token.idx, token.idx + len(token))
        at = bisect_right(self.starts, here.start)
        if at and self.marks[at - 1].end > here.start:
            return []
        before = [at - 1] if at and self._closes(self.marks[at - 1], token) else []
        after = [at] if at < len(self.marks) and self._opens(token, self.marks[at], bool(before)) else []
        return before + after

    def _closes(self, mark: Span, token: Token) -> bool:
        """Whether a quotation stands before its cue: "… ," with the cue's clause right behind it."""
        if not self._near(mark.end, token.idx):
            return False
        return self._clause_start(token) <= mark.end + 2 or self._ends_comma(mark)

    def _opens(self, token: Token, mark: Span, broken: bool) -> bool:
        """Whether a quotation stands behind its cue, at once or after a comma or colon; a broken one goes on."""
        end = token.idx + len(token)
        announced = self.text[end : mark.start].strip() == ":"
        if not (announced or self._near(end, mark.start)) or self._another(token, mark.start, broken):
            return False
        between = self.text[end : mark.start].rstrip()
        if between:
            return between[-1] in {":", ","} or (broken and between[-1] in {".", ";"})
        return len(_words(self.text, mark)) > _SHORT

    def _another(self, token: Token, stop: int, broken: bool) -> bool:
        """Whether another verb of saying, or a new sentence, comes between a cue and the words behind it."""
        for index in range(token.i + 1, len(self.doc)):
            item = self.doc[index]
            if item.idx >= stop:
                return False
            if says(item) or (item.is_sent_start and not broken):
                return True
        return False

    def _near(self, start: int, end: int) -> bool:
        return 0 <= end - start < _NEAR and "\n" not in self.text[start:end]

    def _ends_comma(self, mark: Span) -> bool:
        return self.text[max(mark.start, mark.end - 3) : mark.end].rstrip("”\"'’»")[-1:] in {",", "?", "!", "—"}

    def _clause_start(self, token: Token) -> int:
        return int(self.doc[max(token.left_edge.i, token.sent.start)].idx)

    def _with_lone_marks(self, found: list[Quotation]) -> list[Quotation]:
        """The quotations with the marks that no cue claims: they go on with the paragraph's speaker, or have none."""
        claimed = _united([span for quotation in found if quotation.reports for span in quotation.content], self.text)
        speakers = sorted(
            (quotation.content[-1].end, number)
            for number, quotation in enumerate(found)
            if quotation.source and quotation.cue and quotation.reports
        )
        for index, mark in enumerate(self.marks):
            if index in self.taken or len(_words(self.text, mark)) <= _SHORT or _meets(claimed, mark):
                continue
            at = bisect_right(speakers, (mark.start, len(found)))
            number = speakers[at - 1][1] if at else None
            if number is not None and self._goes_on(found[number], mark):
                found[number] = replace(found[number], content=(*found[number].content, mark))
            else:
                found.append(Quotation(None, None, (mark,), QuotationMode.DIRECT))
        return found

    def _goes_on(self, before: Quotation, mark: Span) -> bool:
        """Whether quotation marks follow the last speaker's words with little between them; in the next paragraph
        only where these were quoted too."""
        end = max(before.content[-1].end, before.cue.end if before.cue else 0)
        between = self.text[end : mark.start]
        if before.mode is QuotationMode.INDIRECT:
            return between.strip() in {".", ""} and "\n" not in between
        return len(between.strip()) < 60 and between.count("\n") <= 2

    # ---- spans

    def _chars(self, piece: Range) -> Iterator[Span]:
        """The characters of a token range, without white space and marks at its edges."""
        start, end = piece
        while start < end and (self.doc[start].is_space or self.doc[start].text in _EDGES):
            start += 1
        while end > start and (self.doc[end - 1].is_space or self.doc[end - 1].text in _EDGES):
            end -= 1
        if end > start:
            yield char_span(self.doc[start:end])

    def _source_span(self, token: Token, cue: Token) -> Span:
        """The whole phrase of the source; before its cue, without a clause set off ("Low, who resigned, said")."""
        start, end = max(token.left_edge.i, token.sent.start), min(token.right_edge.i + 1, token.sent.end)
        for item in token.rights if token.i < cue.i else ():
            if item.dep_ in {"relcl", "acl"} and self.doc[item.left_edge.i - 1].text == ",":
                end = min(end, max(item.left_edge.i, token.i + 1))
        if start <= cue.i < end:
            start, end = (start, cue.i) if token.i < cue.i else (cue.i + 1, end)
        if not start <= token.i < end:
            start, end = token.i, token.i + 1
        return char_span(trimmed(self.doc[start:end]))

    def _cue_span(self, token: Token) -> Span:
        follows = token.lower_ == "according" and token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ == "to"
        return char_span(self.doc[token.i : token.i + 1 + follows])

    def _mode(self, content: list[Span]) -> QuotationMode:
        inside = opened = 0
        for span in content:
            for index in range(max(0, bisect_right(self.starts, span.start) - 1), len(self.marks)):
                mark = self.marks[index]
                if mark.start >= span.end:
                    break
                if mark.overlaps(span):
                    inside += min(span.end, mark.end) - max(span.start, mark.start)
                    opened += mark.start <= span.start and span is content[0]
        if not inside:
            return QuotationMode.INDIRECT
        whole = sum(span.end - span.start for span in content)
        return QuotationMode.DIRECT if opened and inside >= 0.9 * whole else QuotationMode.MIXED


def _words(text: str, span: Span) -> list[str]:
    return text[span.start : span.end].split()


def _meets(spans: list[Span], mark: Span) -> bool:
    """Whether a mark overlaps one of the spans, which are in order and apart."""
    at = bisect_right(spans, mark.end, key=lambda span: span.start)
    return any(span.overlaps(mark) for span in spans[max(0, at - 1) : at])


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
