"""Agents, their names, posts, owners and members, and what they go back to, in tables of invented sentences."""

from __future__ import annotations

from functools import cache

import pytest

from graph.extract.mentions import covering, mentions
from graph.model import EntityType, Mention
from graph.parse import parse
from tests.support import document, span


@cache
def read(text: str, publisher: str | None = None) -> tuple[Mention, ...]:
    [(found, doc)] = parse([document(text, publisher=publisher)])
    return mentions(found, doc)


def mention(text: str, words: str, nth: int = 0, **fields: str) -> Mention:
    found = [item for item in read(text, fields.get("publisher")) if item.text == words]
    assert len(found) > nth, [item.text for item in read(text, fields.get("publisher"))]
    return found[nth]


@pytest.mark.parametrize(
    ("text", "words", "name", "title", "organization"),
    [
        (
            "Attorney General Nora Quill sent a letter.",
            "Attorney General Nora Quill",
            "Nora Quill",
            "Attorney General",
            None,
        ),
        (
            "Elmsburg Mayor Karen Tolley (D) signed it.",
            "Elmsburg Mayor Karen Tolley (D)",
            "Karen Tolley",
            "Elmsburg Mayor",
            None,
        ),
        (
            "A letter reached Polk County Sheriff Henry P. Oduya.",
            "Polk County Sheriff Henry P. Oduya",
            "Henry P. Oduya",
            "Polk County Sheriff",
            None,
        ),
        ("FBI Director Paul Renner declined.", "FBI Director Paul Renner", "Paul Renner", "Director", "FBI"),
        (
            "“No,” David Marsh, EPA chief of staff, wrote.",
            "David Marsh, EPA chief of staff",
            "David Marsh",
            "chief of staff",
            "EPA",
        ),
        (
            "Linda Frost, director of the Census Bureau, left.",
            "Linda Frost, director of the Census Bureau",
            "Linda Frost",
            "director",
            "Census Bureau",
        ),
        ("The letter went to Sen. Mark Dole (R-Texas).", "Sen. Mark Dole (R-Texas)", "Mark Dole", "Sen.", None),
        (
            "Police spokeswoman Jane Harlow agreed.",
            "Police spokeswoman Jane Harlow",
            "Jane Harlow",
            "spokeswoman",
            None,
        ),
        ("The letter was for Mr. Arkwright.", "Mr. Arkwright", "Arkwright", None, None),
    ],
)
def test_cuts_titles_off_a_name(text: str, words: str, name: str, title: str | None, organization: str | None) -> None:
    found = mention(text, words)
    assert found.type is EntityType.PERSON
    assert found.name is not None
    assert found.name.text == name
    assert (found.post.title.text if found.post else None) == title
    assert (found.post.organization.text if found.post and found.post.organization else None) == organization


@pytest.mark.parametrize(
    ("text", "words", "type_"),
    [
        ("She wrote to several Nevada sheriffs.", "several Nevada sheriffs", EntityType.COLLECTIVE),
        ("The mayor refused.", "The mayor", EntityType.POST),
        ("A judge refused.", "A judge", EntityType.PERSON),
        ("The department refused.", "The department", EntityType.ORGANIZATION),
        ("The city and several nearby towns sued.", "The city", EntityType.PLACE),
        ("The city and several nearby towns sued.", "several nearby towns", EntityType.COLLECTIVE),
        ("Many of the lawyers refused.", "Many of the lawyers", EntityType.COLLECTIVE),
        ("California sued over the rule.", "California", EntityType.PLACE),
        ("The Department of Labor refused.", "The Department of Labor", EntityType.ORGANIZATION),
    ],
)
def test_tells_what_an_agent_is(text: str, words: str, type_: EntityType) -> None:
    assert mention(text, words).type is type_


@pytest.mark.parametrize(
    ("text", "words", "nth", "antecedent"),
    [
        ("Mayor Ann Low wrote to the board. Low asked for the files.", "Low", 0, "Mayor Ann Low"),
        ("The Department of Labor (DOL) sued. The DOL asked for files.", "The DOL", 0, "The Department of Labor (DOL)"),
        ("Mayor Ann Low met Sheriff Tom Reed. She asked him for the files.", "She", 0, "Mayor Ann Low"),
        ("Mayor Ann Low met Sheriff Tom Reed. She asked him for the files.", "him", 0, "Sheriff Tom Reed"),
        ("Mayor Ann Low left. The mayor asked for the files.", "The mayor", 0, "Mayor Ann Low"),
        (
            "The Department of Labor sued. The department asked for files.",
            "The department",
            0,
            "The Department of Labor",
        ),
        ("The agency sent a letter. It asked for the files.", "It", 0, "The agency"),
        ("Elm Riverwatch, an environmental group, sued.", "an environmental group", 0, "Elm Riverwatch"),
        ("She met Elm Riverwatch, a trade group and a union. The group left.", "The group", 0, "a trade group"),
        ("The sheriffs refused. They asked for time.", "They", 0, "The sheriffs"),
        ("Chicago Mayor Ann Low spoke. The city sued.", "The city", 0, "Chicago"),
        ("The mayor met a clerk who asked for help.", "who", 0, "a clerk"),
        (
            "The Elm Energy Commission met. The Commission asked for the files.",
            "The Commission",
            0,
            "The Elm Energy Commission",
        ),
        (
            "The Department of Mine Safety met. The Department asked for the files.",
            "The Department",
            0,
            "The Department of Mine Safety",
        ),
        ("Tessel Power Company met the board. The board told Tessel to pay.", "Tessel", 0, "Tessel Power Company"),
        ("The clerk wrote a letter to the growers urging them to wait.", "them", 0, "the growers"),
        ("Delta Chemical met the board. Delta refused.", "Delta", 0, "Delta Chemical"),
        (
            "The Department of Mines sued Delta Chemical. The company refused.",
            "The company",
            0,
            "Delta Chemical",
        ),
        (
            "The Polk County Sheriff's Office met the board. The Sheriff's Office refused.",
            "The Sheriff's Office",
            0,
            "The Polk County Sheriff's Office",
        ),
        ("The Growers’ Exchange met the board. The exchange refused.", "The exchange", 0, "The Growers’ Exchange"),
        ("The Pickers’ Union met the board. The union refused.", "The union", 0, "The Pickers’ Union"),
    ],
)
def test_goes_back_to_an_earlier_mention(text: str, words: str, nth: int, antecedent: str) -> None:
    found = mention(text, words, nth)
    assert found.antecedent == span(document(text), antecedent)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She asked for the files.", "She"),
        ("It is time to leave.", "It"),
        ("The Elm Energy Commission met the Elm Water Commission. The Commission left.", "The Commission"),
        ("Mayor Ann Low left. He asked for the files.", "He"),
        ("Mayor Ann Low left. The sheriff asked for the files.", "The sheriff"),
        ("At the gate hangs a sign. “Ring for Elm Water,” it says.", "it"),
    ],
)
def test_never_guesses(text: str, words: str) -> None:
    assert mention(text, words).antecedent is None


def test_what_is_asked_for_is_no_part_of_the_body_that_is_asked() -> None:
    assert (
        mention("Mara Quill filed a request with the authority for all maps.", "the authority").type
        is EntityType.ORGANIZATION
    )


def test_what_is_asked_for_is_no_part_of_who_asks() -> None:
    assert mention("The owner was asked by detectives for his trip sheets.", "detectives").text == "detectives"


def test_an_office_belongs_to_who_is_named_before_it() -> None:
    text = "A letter went to Sheriff Tom Reed. His office did not answer."
    office, his = mention(text, "His office"), mention(text, "His")
    assert office.owner == his.span
    assert his.antecedent == span(document(text), "Sheriff Tom Reed")


def test_who_is_newly_introduced_takes_the_next_pronoun() -> None:
    text = (
        "“No,” Mark Dole, EPA chief of staff, wrote.\n“We will wait,” he added.\n"
        "In the letter, she said the sheriffs were ready.\n"
        "Dole’s post included a letter addressed to Polk County Sheriff Tom Reed. His office did not answer."
    )
    assert mention(text, "he").antecedent == span(document(text), "Mark Dole, EPA chief of staff")
    assert mention(text, "His").antecedent == span(document(text), "Polk County Sheriff Tom Reed")


def test_an_earlier_title_stands_against_a_later_description() -> None:
    found = mention("Sen. Ann Low, a former judge, left.", "Sen. Ann Low, a former judge")
    assert found.post is not None
    assert found.post.title.text == "Sen."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Resident Ada Pell urged the council to act.", "Ada Pell"),
        ("The motion passed, with Councilmen Roy Teller and Hal Brandt opposed.", "Roy Teller"),
    ],
)
def test_what_several_are_called_is_no_part_of_a_name(text: str, words: str) -> None:
    named = {item.name.text: item for item in read(text) if item.name}
    assert (named[words].type, named[words].post) == (EntityType.PERSON, None)


def test_a_body_with_a_possessive_is_of_its_country() -> None:
    text = "Norway's Ministry of Defence rejected the demand."
    found = mention(text, "Norway's Ministry of Defence")
    assert found.owner == span(document(text), "Norway")


def test_the_publisher_is_a_body_with_its_article() -> None:
    text = "The Lamp asked the mayor. The Lamp’s request for comment went unanswered."
    found = mention(text, "The Lamp", publisher="The Lamp")
    assert found.type is EntityType.ORGANIZATION
    assert found.name is not None
    assert found.name.text == "The Lamp"


@pytest.mark.parametrize(
    ("text", "group", "members"),
    [
        (
            "She sent letters to several Nevada sheriffs. One was a letter addressed to Clark County Sheriff Tom Reed.",
            "several Nevada sheriffs",
            ["Clark County Sheriff Tom Reed"],
        ),
        (
            "She wrote to several senators, including Mark Dole and Ann Low.",
            "several senators",
            ["Mark Dole", "Ann Low"],
        ),
        (
            "The clerk was asked by two board members, Ann Low and Mark Dole, to attend a hearing.",
            "two board members",
            ["Ann Low", "Mark Dole"],
        ),
        (
            "Sen. Mark Dole met Rep. Ann Low. The two lawmakers asked for the files.",
            "The two lawmakers",
            ["Sen. Mark Dole", "Rep. Ann Low"],
        ),
    ],
)
def test_a_group_holds_those_it_names(text: str, group: str, members: list[str]) -> None:
    assert list(mention(text, group).members) == [span(document(text), words) for words in members]


def test_whose_somebody_is_is_not_who_it_is() -> None:
    text = "Elm Water closed its gate, its plumber-in-chief, Lucia Ferro, said."
    found = covering(read(text), span(document(text), "its plumber-in-chief, Lucia Ferro"))
    assert found is None or found.text != "its"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Attorney General Nora Quill", "Attorney General Nora Quill"),
        ("Nora Quill", "Attorney General Nora Quill"),
        ("several sheriffs in Nevada who had refused", "several sheriffs in Nevada"),
        ("letters", None),
    ],
)
def test_a_role_is_covered_by_the_mention_of_the_same_words(words: str, expected: str | None) -> None:
    text = "Attorney General Nora Quill sent letters to several sheriffs in Nevada who had refused."
    found = covering(read(text), span(document(text), words))
    assert (found.text if found else None) == expected
