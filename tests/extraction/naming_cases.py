"""Invented sentences and who is called by a role, a pronoun or a part of a name in them."""

from __future__ import annotations

from kg.model import Identification
from tests.extraction.identity_cases import Scene, Voice

DESCRIBED = Identification.ANONYMOUS_DESCRIBED
UNRESOLVED = Identification.UNRESOLVED

CALLED_BY_ROLE = (
    Scene(
        "the speaker of the sentence before, called otherwise for a change",
        'Arthur Pell was not sure on Monday. "The bridge may hold," the senator said.',
        (Voice("bridge", "Arthur Pell"),),
    ),
    Scene(
        "an office is written out where its holder has it shortened",
        "Gov. Ruth Pell spoke in Dover.\n\nTom Voss left early. "
        '"The plan is dead," the governor said.',
        (Voice("plan", "Ruth Pell"),),
    ),
    Scene(
        "a place tells two holders of one office apart",
        "Utah Gov. Ruth Pell met Ohio Gov. Tom Voss on Monday. "
        '"The plan is dead," the Utah governor said.',
        (Voice("plan", "Ruth Pell"),),
    ),
    Scene(
        "a lead calls by the office whom the next paragraph names",
        "The finance minister said on Monday that the plan was dead.\n\n"
        "Ruth Pell, the finance minister, spoke in Dover.",
        (Voice("plan", "Ruth Pell"),),
    ),
    Scene(
        "an office in the next paragraph is whom the article began with",
        "Arthur Pell has bought the mill.\n\n"
        "In a letter on Monday, the senator said the road was closed.",
        (Voice("road", "Arthur Pell"),),
    ),
    Scene(
        "an office in the next paragraph is not whoever spoke in between",
        "Arthur Pell has bought the mill.\n\nTom Voss, a carpenter, said the plan was dead.\n\n"
        "The nominee said the road was closed.",
        (Voice("plan", "Tom Voss"), Voice("road", "nominee", UNRESOLVED)),
    ),
    Scene(
        "a role that is said of somebody",
        "Ruth Pell is the party's candidate. Tom Voss left early.\n\n"
        'Ruth Pell spoke in Dover. "The plan is dead," the candidate said.',
        (Voice("plan", "Ruth Pell"),),
    ),
    Scene(
        "who holds one office is not called by another",
        'Mayor Arthur Pell opened the hall. "The plan is dead," the governor said.',
        (Voice("plan", "governor", UNRESOLVED),),
    ),
    Scene(
        "a driver whom nobody has named stays without a name",
        'Tom Voss met the driver. "The road is closed," the driver said.',
        (Voice("road", "driver", UNRESOLVED),),
    ),
    Scene(
        "nobody who asked not to be named is given a name",
        "A senator spoke on condition of anonymity. Sen. Ruth Pell left.\n\n"
        'Ruth Pell laughed. "The road is closed," the senator said.',
        (Voice("road", "senator", DESCRIBED),),
    ),
    Scene(
        "one of two senators without names is not the one with a name",
        "Two senators asked not to be named. Sen. Ruth Pell left.\n\n"
        'Ruth Pell laughed. "The road is closed," the senator said.',
        (Voice("road", "senator", UNRESOLVED),),
    ),
)

WHOM_THE_SENTENCE_GIVES = (
    Scene(
        "as for somebody, he says",
        "Tom Voss said the mill was safe.\n\nAs for Arthur Pell, he said the road was closed.",
        (Voice("mill", "Tom Voss"), Voice("road", "Arthur Pell")),
    ),
    Scene(
        "a name that opens a sentence is its subject, however the rest is built",
        "Mark Dunn said the mill was safe.\n\nTom Voss, when asked about his own errors, often "
        'steam-rolls through them.\n\nFor example: "The plan is dead," he told a host in October.',
        (Voice("plan", "Tom Voss"),),
    ),
    Scene(
        "who is asked is the one who did it",
        "Radio host Tom Voss asked Arthur Pell about the night when he claimed that the bridge "
        "was lost.",
        (Voice("that the bridge", "Arthur Pell"),),
    ),
    Scene(
        "of two who may be meant, the only one whom the sentence names",
        "Tom Voss and Mark Dunn left.\n\nThe road was vital for Arthur Pell as he said the plan "
        "was dead.",
        (Voice("plan", "Arthur Pell"),),
    ),
    Scene(
        "he who speaks in the next sentence is who spoke in the one before",
        'Quill Pell said the mill was safe. "The road is closed," he said.',
        (Voice("road", "Quill Pell"),),
    ),
)

FORMS_OF_NAMES = (
    Scene(
        "a dash that stands apart ends a name",
        "At her hotel, Deborah Ruth Pell - Tom Voss's deputy - spoke of the road. "
        "Pell said the plan was dead.",
        (Voice("plan", "Deborah Ruth Pell"),),
    ),
    Scene(
        "a brother's first name and both his names are one",
        "Arthur Pell spoke of his brother, Ned. Ned said the mill was safe.\n\n"
        'The life of Ned Pell ended in 1990. "The road is closed," Ned had said.',
        (Voice("mill", "Ned Pell"), Voice("road", "Ned Pell")),
    ),
    Scene(
        "a judge's court is no part of the name",
        "U.S. District Judge Martin Roe said the plan was dead. Roe said the mill was safe.",
        (Voice("plan", "Martin Roe"), Voice("mill", "Martin Roe")),
    ),
    Scene(
        "a campaign by its owner's surname and by both names",
        "The Arthur Pell campaign opened an office. The Pell campaign said 300 people came.",
        (Voice("300", "Arthur Pell campaign"),),
    ),
    Scene(
        "a campaign is not that of another with the same surname",
        "Ruth Pell opened an office in Dover. Ruth Pell spoke there on Monday, and Ruth Pell won. "
        "The Arthur Pell campaign of 1992 had failed. The Pell campaign said 300 people came.",
        (Voice("300", "Pell campaign"),),
    ),
)

NAMING = (*CALLED_BY_ROLE, *WHOM_THE_SENTENCE_GIVES, *FORMS_OF_NAMES)
