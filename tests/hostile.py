"""Files that mean no good: what breaks readers, parsers, stores, tables and pages, each with a request in it.

Every file is made here; none is taken from anywhere. The numbers are large enough to show what grows with the square.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

ASKED = "Mayor Ann Low asked the council of Elm for the files by Friday."

_SIGNS: Mapping[str, str] = {
    "nul": "\x00",
    "bell": "\x07",
    "escape": "\x1b[31m",
    "backspace": "\b" * 20,
    "delete": "\x7f",
    "next-line": "\x85",
    "line-separator": "\u2028",
    "paragraph-separator": "\u2029",
    "vertical-tab": "\x0b",
    "form-feed": "\x0c",
    "bidi-override": "\u202egnol\u202c",
    "bidi-isolates": "\u2066\u2067\u2068a\u2069",
    "zero-width": "\u200b\u200c\u200d\u2060",
    "joiner-in-word": "cou\u200dncil",
    "byte-order-mark": "\ufeff",
    "noncharacter": "\ufffe\uffff",
    "replacement": "\ufffd",
    "private-use": "\ue000\U000f0000",
    "soft-hyphen": "coun\u00adcil",
    "no-break-space": "\u00a0\u202f\u2007",
    "ideographic-space": "\u3000",
    "emoji": "🙂👨‍👩‍👧🏳️‍🌈🇺🇳",
    "cjk": "市长要求市议会公布记录。",
    "arabic": "طلب رئيس البلدية السجلات.",
    "hebrew": "ראש העיר ביקש את הקבצים.",
    "thai": "นายกเทศมนตรีขอเอกสาร",
    "devanagari": "महापौर ने फ़ाइलें माँगीं।",
    "zalgo": "c" + "\u0301\u0300\u0323\u0489" * 200 + "ouncil",
    "ligatures": "ﬁles ﬀ ﬃ ĳ ǆ",
    "turkish-i": "İıİı",
    "sharp-s": "STRASSE ẞ ß",
    "mathematical": "𝓪𝓼𝓴𝓮𝓭 𝟙𝟚𝟛",
    "astral": "\U0001f600\U00010348\U000e0041",
}
_CODE: Mapping[str, str] = {
    "script": "<script>alert('x')</script>",
    "script-close": "</script><img src=x onerror=alert(1)>",
    "comment": "<!-- --!> <![CDATA[ ]]>",
    "entity": "&lt;b&gt; &amp;amp; &#x3c;script&#x3e; &nbsp;",
    "style": "</style><style>*{display:none}</style>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "javascript": "javascript:alert(1) data:text/html,<b>",
    "template": "{{ 7 * 7 }} {% raw %} ${7*7} <%= 7 %> #{7}",
    "sparql": '" . } ; DROP ALL ; INSERT DATA { <a:b> <a:b> "x" } #',
    "service": "SERVICE <http://127.0.0.1/> { ?s ?p ?o }",
    "iri": "<http://a.example/ b>|^`{}\\",
    "turtle": "\"\"\" ''' @prefix : <a:> . _:b [] () ^^xsd:int @en",
    "nquads": "<a:b> <a:b> <a:b> <a:b> .\n<a:c> <a:c> <a:c> .",
    "escapes": '\\u0000 \\U0010FFFF \\n \\" \\',
    "formula-equals": "=1+1",
    "formula-plus": "+1+1",
    "formula-minus": "-1+1",
    "formula-at": "@SUM(1)",
    "formula-tab": "\t=1+1",
    "formula-link": '=HYPERLINK("http://a.example","x")',
    "csv": 'a,"b\n"c;d\te',
    "shell": "$(reboot) `reboot` ; rm -rf / | cat && true",
    "path": "../../../../etc/passwd C:\\con\\nul",
    "format": "%s %n %(x)s {0} {x!r} {0.__class__}",
    "json": '{"__proto__": {"x": 1}, "a": [}',
    "xml": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;',
    "yaml": "--- !!python/object/apply:os.system ['true'] *a &a [a, *a]",
    "regex": "(a+)+$ [[:alpha:]] (?R)",
}
_SIZES: Mapping[str, str] = {
    "one-word": "a" * 300_000,
    "spaces": " " * 999_000,
    "tabs": "\t" * 100_000,
    "newlines": "\n" * 10_000,
    "crlf": "\r\n" * 5_000,
    "mixed-newlines": "\r\n\n\r\r\n \n" * 1_000,
    "spaced-newlines": " \n" * 5_000,
    "round-brackets": "(" * 10_000 + ")" * 10_000,
    "square-brackets": "[" * 10_000,
    "open-quotes": "“" * 4_000,
    "nested-quotes": "“a " * 3_000 + "”" * 3_000,
    "straight-quotes": '"' * 4_001,
    "guillemets": "«»" * 3_000,
    "apostrophes": "'" * 4_000,
    "dashes": "-" * 10_000,
    "spaced-dashes": "— " * 5_000,
    "full-stops": ". " * 5_000,
    "commas": ", " * 5_000,
    "digits": "1" * 10_000,
    "numbers": "1 " * 5_000,
    "dots": "." * 20_000,
    "ask": "ask " * 5_000,
    "asked-to": "asked him to " * 500,
    "asked-and": "the council asked and " * 400,
    "asked-that": "asked that she ask that he " * 200,
    "no-stop": "the clerk of the board of the town of " * 120,
    "sentence": "and the clerk told the board of it " * 36 + ".",
    "names": "Ann Low, " * 600,
    "initials": "A. B. C. " * 1_500,
    "capitals": "THE MAYOR ASKED THE COUNCIL FOR FILES " * 150,
    "titles": "Mayor Sheriff Senator Judge " * 700,
    "pronouns": "he she it they him them his her " * 200,
    "possessives": "his office's office's " * 700,
    "dates": "by Friday within 30 days of May 1 " * 400,
    "requests": "Mayor Ann Low asked the council for files. " * 200,
    "refusals": "The council refused. " * 300,
    "quotations": "“Release the files,” said Ann Low. " * 200,
    "paragraphs": "The mayor asked for a file.\n\n" * 300,
    "list": "- the files\n" * 1_500,
    "or-else": "pay or leave or " * 1_000,
    "unless": "unless they pay, she will sue " * 400,
    "urls": "https://a.example/?q=%00&b=<c> " * 700,
    "mails": "ann@a.example asked bob@b.example; " * 150,
    "hashtags": "#asked @council " * 1_000,
    "emoji-row": "🙂" * 5_000,
    "combining": "e\u0301" * 5_000,
    "wrapped": ("The clerk of the board of the town asked\nfor the files of the mayor of the whole town\n") * 100,
}
_FIELDS = ("title", "author", "publisher", "url", "published", "language")


def files() -> dict[str, bytes]:
    """Every file by a name that is as hostile as what it holds."""
    return dict(_files())


def _files() -> Iterator[tuple[str, bytes]]:
    for name, sign in _SIGNS.items():
        yield f"{name}.txt", f"Mayor {sign}Ann Low asked the{sign} council for the files{sign}.\n\n{ASKED}".encode()
    for name, code in _CODE.items():
        yield f"{name}.txt", f"{ASKED} She asked {code} for “{code}” and {code}.".encode()
        yield f"{name}.md", _with_fields(code)
    for name, text in _SIZES.items():
        yield f"{name}.txt", f"{ASKED}\n\n{text}\n\nThe council refused.".encode()
    yield from _broken()


def _with_fields(value: str) -> bytes:
    """A text that has the value in every field of its head."""
    quoted = "'" + value.replace("'", "''").replace("\n", " ").replace("\t", " ") + "'"
    head = "\n".join(f"{field}: {quoted}" for field in _FIELDS if field not in {"published", "language"})
    return f"---\n{head}\n---\n{ASKED} For {value.split()[0]}.".encode()


def _broken() -> Iterator[tuple[str, bytes]]:
    text = ASKED.encode()
    yield "empty.txt", b""
    yield "blank.txt", b" \n\t "
    yield "invalid.txt", text + b" \xff\xfe\x80 \xc0\xaf " + text
    yield "surrogate.txt", text + b" \xed\xa0\x80 " + text
    yield "cut.txt", text + b"\xf0\x9f\x99"
    yield "utf-16.txt", ASKED.encode("utf-16")
    yield "utf-32.txt", ASKED.encode("utf-32")
    yield "latin.txt", (ASKED + " Café Ñandú.").encode("latin-1")
    yield "binary.txt", bytes(range(256)) * 20
    yield "zeros.txt", b"\x00" * 10_000
    yield "long-title.md", b"---\ntitle: " + b"T" * 10_000 + b"\n---\n" + text
    yield "nested-head.md", b"---\na: " + b"[" * 2_000 + b"\n---\n" + text
    yield "bomb-head.md", b"---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: *c\n---\n" + text
    yield "list-head.md", b"---\n- a\n- b\n---\n" + text
    yield "open-head.md", b"---\ntitle: never closed\n" + text
    yield "odd-date.md", b"---\npublished: 9999-99-99\n---\n" + text
    yield "far-date.md", b"---\npublished: 0001-01-01\n---\n" + text + b" It is due a thousand years before."
    yield "broken.html", b"<html><body><p>" + text + b"<table><tr><td><svg><![CDATA[" * 50
    yield "deep.html", b"<div>" * 3_000 + text + b"</div>" * 3_000
    yield "not-a.pdf", b"%PDF-1.7\n" + text
    yield "not-a.docx", b"PK\x03\x04" + text
    yield "not-a.rtf", b"{\\rtf1 " + b"{" * 2_000 + text
    yield "a name\nof two lines.txt", text
    yield "quo\"te's <b>&.txt", text
    yield "=formula,;.txt", text
    yield "-dash.txt", text
    yield "🙂 \u202etxt.exe.txt", text
