"""Threats: a sentence, who threatens whom with what, by which means, on what condition, backing which request."""

from __future__ import annotations

import pytest

from graph.extract import pressure, requests
from graph.extract.draft import Draft
from graph.model import ActType, Polarity, Realis
from graph.parse import PIPELINE, load
from tests.support import words

# sentence | who threatens | whom | with what | means | condition | the trigger of the request that it backs
TABLE = """
The union threatened to strike.|The union||to strike|||
The union threatened to strike unless the mill raised wages.|The union||to strike||unless the mill raised wages|
Elm threatened to close the bridge unless Oakland paid its share.|Elm|Oakland|to close the bridge||unless Oakland paid its share|
The minister threatened the paper with legal action.|The minister|the paper|legal action|legal action||
The council threatened sanctions.|The council||sanctions|||
The owner threatened the mayor.|The owner|the mayor||||
The union's threat to walk out alarmed the board.|The union||to walk out|||
Holm vowed to sue the firm.|Holm||to sue the firm|||
Holm demanded the tapes and vowed to sue.|Holm||to sue|||demanded
The county requested the rolls and said it will use all legal means, including subpoenas.|it||use all legal means|subpoenas||requested
Holm said the state will pursue every available remedy, including through injunctions or other process.|the state||pursue every available remedy|injunctions + other process||
The agency will take legal action if the firm does not pay.|The agency||take legal action||if the firm does not pay|
The county demanded the rolls and said it would sue if they were not released.|it||sue||if they were not released|demanded
The state will withhold funds unless the city repeals the law.|The state||withhold funds||unless the city repeals the law|
The mill will be closed unless the owners pay.|||be closed||unless the owners pay|
The judge ordered the ministry to release the files or face sanctions.|The judge|the ministry|sanctions|||ordered
The governor told the mayor to resign or be fired.|The governor|the mayor|be fired|||told
The minister told the districts last month to file their plans or lose their grants.|The minister|the districts|lose their grants|||told
She ordered the agency to open its files and warned that aides could be held in contempt if it refused.||aides|contempt||if it refused|ordered
The town must pay or lose its grant, the minister warned.||The town||||
He ordered the plant to close on pain of a fine.|He||a fine|||ordered
She warned that the firm would face charges if it refused.|She||that the firm would face charges||if it refused|
The board ordered the mill to seal its vents. It could face fines unless it complies.|The board|the mill|fines||unless it complies|ordered
The board told the firm to mend its pumps. The firm faces a fine if it does not.|The board|The firm|a fine||if it does not|told
The county ordered the dairy to fence its pond. The dairy may be fined if it refuses.|The county|the dairy|be fined||if it refuses|ordered
Holm told the mill to hand over the rest or be back in court on Thursday.|Holm|the mill|be back in court|||told
The county ordered the dairy to fence its pond. Failure to comply will result in fines.|||fines||Failure to comply|ordered
Holm demanded the tapes. "Failure to send them may lead to a lawsuit," Holm wrote.|||a lawsuit||Failure to send them|demanded
We request the logs. If we do not hear from you by May 1, we will appeal.|we||appeal||If we do not hear from you by May 1|
The paper will appeal unless the agency sends the logs.|The paper||appeal||unless the agency sends the logs|
The clinic could lose its licence unless it hires two nurses.||The clinic|lose its licence||unless it hires two nurses|
"""  # noqa: E501
NOT_THREATS = [
    "The storm threatened to flood the town.",
    "The bridge was closed on Monday.",
    "Failure to wear a helmet can result in a fine.",
    "They were arrested or detained.",
    "The mayor will take part in the parade.",
    "If it rains, the game will be moved.",
    "The firm will pursue a merger.",
    "He promised to build a school.",
    "She will not be barred from the race if she wins.",
    "The firm will appeal if the court rules against it.",
    "The mill will appeal if the permit is not renewed.",
    "The mayor asked the prosecutor to sue if the mill did not pay.",
]


def drafts(text: str) -> tuple[Draft, ...]:
    """The threats of a sentence."""
    doc = load(PIPELINE)(text)
    return pressure.drafts(doc, requests.drafts(doc))


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_threats(row: str) -> None:
    text, requester, recipient, item, means, condition, target = row.split("|")
    (draft,) = drafts(text)
    assert draft.act is ActType.THREAT
    parts = (draft.requester, draft.recipient, draft.item, draft.instrument, (draft.condition,), (draft.target,))
    found = [words(text, tuple(span for span in part if span is not None)) for part in parts]
    wanted = [requester, recipient, item, means, condition, target]
    assert [one for one, want in zip(found, wanted, strict=True) if want] == [want for want in wanted if want]


@pytest.mark.parametrize("text", NOT_THREATS)
def test_what_is_no_threat(text: str) -> None:
    assert drafts(text) == ()


def test_a_condition_of_its_own_is_not_tied_to_the_order_before() -> None:
    (draft,) = drafts("The board ordered the mill to seal its vents. Drivers face fines if they block the road.")
    assert draft.target is None


def test_a_threat_that_was_not_made_backs_nothing() -> None:
    (draft,) = drafts("Holm demanded the tapes but did not threaten to sue.")
    assert draft.polarity is Polarity.NEGATED
    assert draft.target is None


def test_what_is_announced_has_been_announced() -> None:
    (draft,) = drafts("The state will withhold funds unless the city repeals the law.")
    assert draft.realis is Realis.ACTUAL
