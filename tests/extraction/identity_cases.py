"""Invented sentences and who is who in them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Identification

NAMED = Identification.NAMED
UNSTATED = Identification.UNSTATED
UNRESOLVED = Identification.UNRESOLVED
DESCRIBED = Identification.ANONYMOUS_DESCRIBED


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says a content that holds certain words, and how far that is told."""

    holds: str
    who: str | None
    told: Identification = NAMED


@dataclass(frozen=True, slots=True)
class Scene:
    """A text, who speaks in it, and words that nobody is said to have said."""

    name: str
    text: str
    voices: tuple[Voice, ...] = ()
    unheard: tuple[str, ...] = ()


FAMILIES = (
    Scene(
        "a surname stays with whom it was, though a wife is named",
        "Arthur Pell spoke in Dover on Monday. Pell said taxes would fall. His wife, Dora Pell, "
        'waved to the crowd.\n\n"We will win this," Pell said.',
        (Voice("taxes", "Arthur Pell"), Voice("win this", "Arthur Pell")),
    ),
    Scene(
        "Mr. and Mrs. tell a couple apart",
        "Arthur Pell met voters in Dover. Dora Pell joined the rally later.\n\n"
        "Mr. Pell said the bill would pass. Mrs. Pell said the hall was cold.",
        (Voice("bill", "Arthur Pell"), Voice("hall", "Dora Pell")),
    ),
    Scene(
        "a title belongs to who bears it",
        "President Arthur Pell met voters in Dover. His son, Mark Pell, joined him there. "
        "Mark Pell said the crowd was large.\n\nPresident Pell said the bill would pass.\n\n"
        "Pell said he would return.",
        (
            Voice("crowd", "Mark Pell"),
            Voice("bill", "Arthur Pell"),
            Voice("return", "Arthur Pell"),
        ),
    ),
    Scene(
        "a title moves the surname to who bears it",
        "Arthur Pell ran the mill for years. Sen. Ruth Pell opposed the plan on Monday.\n\n"
        "Sen. Pell said the money was wasted.",
        (Voice("money", "Ruth Pell"),),
    ),
    Scene(
        "a wife is not the husband of whom she is the wife",
        "Pell's wife, Dora Pell, spoke first in Dover.\n\nPell said the bill would pass.",
        (Voice("bill", "Pell"),),
    ),
    Scene(
        "a brother brought in later does not take the surname",
        "Ruth Pell opposed the plan on Monday. Her brother Arthur Pell backed it.\n\n"
        '"The bridge is lost," Pell said.',
        (Voice("bridge", "Ruth Pell"),),
    ),
    Scene(
        "a first name tells too",
        "Ruth Pell and Arthur Pell own the mill. Arthur Pell said the roof leaked. Ruth said the "
        "floor was dry.",
        (Voice("roof", "Arthur Pell"), Voice("floor", "Ruth Pell")),
    ),
    Scene(
        "of two who are named together, a surname may mean either",
        "Ruth Pell and Arthur Pell own the mill. Pell said the roof leaked.",
        (Voice("roof", "Pell", UNRESOLVED),),
    ),
    Scene(
        "a couple that shares its surname",
        "John and Ruth Pell own the mill. Pell said the roof leaked.",
        (Voice("roof", "Pell", UNRESOLVED),),
    ),
    Scene(
        "one bearer of a surname is meant by it",
        "Ruth Hale met Arthur Pell in Dover. Pell said the bill would pass.",
        (Voice("bill", "Arthur Pell"),),
    ),
)

NAMESAKES = (
    Scene(
        "a namesake of another section is another",
        "Gary Pell said the mill was safe. Pell said it was dry.\n\n___\n\n8:15 a.m.\n\n"
        "Safety Secretary Owen Pell met workers. Pell said the road was closed.",
        (Voice("mill", "Gary Pell"), Voice("road", "Owen Pell")),
    ),
    Scene(
        "a nominee of the other party is another",
        "Republican nominee Arthur Pell spoke in Dover. The Democratic nominee said the road was "
        "closed. The Republican nominee said the mill was safe.",
        (Voice("road", "Democratic nominee", UNRESOLVED), Voice("mill", "Arthur Pell")),
    ),
)

APPOSITIONS = (
    Scene(
        "an attorney for somebody, and his name",
        "An attorney for Pell, Mark Dow, said the case was over. Dow said the court had erred.",
        (Voice("case", "Mark Dow"), Voice("court", "Mark Dow")),
    ),
    Scene(
        "a spokeswoman for a company, and her name",
        "A spokeswoman for Halvor Corp., Dana White, said the plant would close. White said "
        "jobs would go.",
        (Voice("plant", "Dana White"), Voice("jobs", "Dana White")),
    ),
    Scene(
        "a partner and his name",
        "A former business partner, Lee B. Cox, said the firm had failed. Cox said it owed money.",
        (Voice("failed", "Lee B. Cox"), Voice("owed", "Lee B. Cox")),
    ),
    Scene(
        "what is said of the role is said of the name",
        "The inquiry heard from Ruth Hale and John Bell, a tech staffer at the department who "
        "told the panel that files were lost.",
        (Voice("files", "John Bell"),),
    ),
    Scene(
        "a name and its role",
        "Mark Dow, an attorney for Pell, said the case was over.",
        (Voice("case", "Mark Dow"),),
    ),
    Scene(
        "a list of clients names no lawyer",
        "A lawyer for Pell, Dow and Cox said the case was over.",
        (Voice("case", "lawyer for Pell", DESCRIBED),),
    ),
)

ROLES = (
    Scene(
        "somebody's lawyer is not anonymous",
        "Pell's lawyer said the case was over. The company's lawyer said the plant would close.",
        (
            Voice("case", "Pell's lawyer", UNSTATED),
            Voice("plant", "company's lawyer", UNSTATED),
        ),
    ),
    Scene(
        "a lawyer who was named of the same client",
        "Arthur Pell's lawyer, Mark Dow, said the charge was false. Pell's lawyer said the case "
        "was over.",
        (Voice("charge", "Mark Dow"), Voice("case", "Mark Dow")),
    ),
    Scene(
        "another man's lawyer is another",
        "Arthur Pell was charged on Monday. His lawyer, Mark Dow, said the charge was false. "
        "Tom Voss was charged too. His lawyer said the case was over.",
        (Voice("false", "Mark Dow"), Voice("case", "His lawyer", UNRESOLVED)),
    ),
    Scene(
        "her doctor",
        "Ruth Hale fell ill on Monday. Her doctor said the fever was down.",
        (Voice("fever", "Her doctor", UNRESOLVED),),
    ),
    Scene(
        "a lawyer of nobody in particular stays anonymous",
        "A lawyer close to the case said the deal was dead.",
        (Voice("deal", "lawyer close to the case", DESCRIBED),),
    ),
    Scene(
        "a person is described in full",
        "A person briefed on the decision said the plan was dead.",
        (Voice("plan", "person briefed on the decision", DESCRIBED),),
    ),
)

PRONOUNS = (
    Scene(
        "no antecedent stands in quotation marks",
        'Arthur Pell met the board on Monday. "Voss told me the mill was lost," Pell said. '
        "He said the talks were short.",
        (Voice("talks", "Arthur Pell"),),
    ),
    Scene(
        "a pronoun before tells the sex of an unknown first name",
        "Pat Rowe opened her shop on Monday. Tom Voss came by. She said business was good.",
        (Voice("business", "Pat Rowe"),),
    ),
    Scene(
        "it shows: the video, not who released it",
        "Halvor Corp. released a video on Monday. It showed that the bridge was broken.",
        (Voice("bridge", "video", UNSTATED),),
    ),
    Scene(
        "it shows: the story, not the paper",
        "The Harbor Herald ran a story on Monday. It shows that the bridge was broken.",
        (Voice("bridge", "story", UNSTATED),),
    ),
    Scene(
        "a quotation that fills a paragraph belongs to the last speaker",
        'Ruth Hale said the plan was dead.\n\n"There is no money left. We cannot go on."\n\n'
        "She said the council would meet again.",
        (Voice("money", "Ruth Hale"), Voice("council", "Ruth Hale")),
    ),
    Scene(
        "two who met may both be meant",
        "Tom Voss and Arthur Pell met on Monday. He said the talks were short.",
        (Voice("talks", "He", UNRESOLVED),),
    ),
    Scene(
        "the main subject of the sentence before",
        "Arthur Pell left after Tom Voss shouted. He said the talks were short.",
        (Voice("talks", "Arthur Pell"),),
    ),
)

NAMES = (
    Scene(
        "titles are no part of a name",
        "Rep. Tom Voss said the plan was dead. Spokeswoman Dana White said the mill was safe. "
        "Del. Ruth Hale said the road was closed. Rival Arthur Pell said the bridge was lost.",
        (
            Voice("plan", "Tom Voss"),
            Voice("mill", "Dana White"),
            Voice("road", "Ruth Hale"),
            Voice("bridge", "Arthur Pell"),
        ),
    ),
    Scene(
        "the first word of a body's name is",
        "The Justice Department said the plan was legal. The Democratic National Committee said "
        "the mill was safe.",
        (
            Voice("plan", "Justice Department"),
            Voice("mill", "Democratic National Committee"),
        ),
    ),
    Scene(
        "a role alone is no name, a surname is",
        "A Republican said the plan was dead. Steve King said the mill was safe. King said the "
        "road was closed.",
        (
            Voice("plan", "Republican", UNSTATED),
            Voice("mill", "Steve King"),
            Voice("road", "Steve King"),
        ),
    ),
    Scene(
        "a headline makes no names",
        "Pell Says Bridge Is Lost\n\nArthur Pell said on Monday that the mill was safe.",
        (Voice("mill", "Arthur Pell"),),
    ),
    Scene(
        "both are named",
        "Both Steve King and Ann Shultz say the plan is dead.",
        (Voice("plan", "Steve King"), Voice("plan", "Ann Shultz")),
    ),
    Scene(
        "the one who is named keeps his name",
        "Arthur Pell and his aides told reporters that the plan was dead.",
        (Voice("plan", "Arthur Pell"),),
    ),
)

BODIES = (
    Scene(
        "the company of whom the paragraph is about",
        "Halvor Corp. opened a plant in Dover. Dana White, a spokeswoman for Apex Inc., said the "
        "mood was bad. The company said the road was closed.",
        (Voice("road", "Apex Inc."),),
    ),
    Scene(
        "not one of another section",
        "Halvor Corp. says the plant will close.\n\n___\n\n8:15 a.m.\n\nArthur Pell spoke to "
        "workers. The company said the road was closed.",
        (Voice("road", "company", UNRESOLVED),),
    ),
    Scene(
        "the campaign that was the subject",
        "The Voss campaign left. The Pell campaign opened an office. Pell spoke there. The "
        "campaign said 300 people came.",
        (Voice("300", "Pell campaign"),),
    ),
)

NOBODY = (
    Scene(
        "the writer is not the outlet",
        "I asked Tom Voss whether the mill was safe. Voss said the road was closed. We found "
        "that the bridge was lost.",
        (Voice("road", "Tom Voss"),),
        ("whether the mill", "the bridge"),
    ),
    Scene(
        "it, you, everyone and what are nobody's voice",
        "You say the plan is dead. Everyone knows that the mill is safe. It said that the road "
        "was closed. He said the bridge was lost.",
        (Voice("bridge", "He", UNRESOLVED),),
        ("the plan", "the mill", "the road"),
    ),
    Scene(
        "a mere matter says nothing",
        "The lack of money suggests that the plan is dead. A report suggests that the mill is "
        "safe.",
        (Voice("mill", "report", UNSTATED),),
        ("the plan",),
    ),
)

SCENES = (*FAMILIES, *NAMESAKES, *APPOSITIONS, *ROLES, *PRONOUNS, *NAMES, *BODIES, *NOBODY)
