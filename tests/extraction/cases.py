"""Invented sentences with what is right about them, written by hand and not from any output."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Identification, QuoteForm, ResponseKind

NAMED = Identification.NAMED
BARE = Identification.ANONYMOUS_BARE
DESCRIBED = Identification.ANONYMOUS_DESCRIBED
COLLECTIVE = Identification.COLLECTIVE_UNNAMED
UNSTATED = Identification.UNSTATED
UNRESOLVED = Identification.UNRESOLVED
PSEUDONYMOUS = Identification.PSEUDONYMOUS


@dataclass(frozen=True, kw_only=True)
class Saying:
    """One attribution; pieces of a content are parted by ` … `, what is None is not looked at."""

    source: str | None
    content: str
    cue: str | None = None
    who: Identification | None = None
    name: str | None = None
    inside: str | None = None
    told: str | None = None
    medium: str | None = None
    form: QuoteForm | None = None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request for comment: the party's name or words, the outcome, the asker's name."""

    party: str
    outcome: ResponseKind
    asker: str = "publisher"
    when: str | None = None


@dataclass(frozen=True, kw_only=True)
class Case:
    """A text and all that matters in it; `why` says what rule of the domain it is about."""

    why: str
    text: str
    sayings: tuple[Saying, ...] = ()
    missing: str | None = field(default=None)


SAYINGS = (
    Case(
        why="a cue verb and its clause",
        text="Dana Wick said the dam would hold.",
        sayings=(Saying(source="Dana Wick", cue="said", content="the dam would hold", who=NAMED),),
    ),
    Case(
        why="auxiliaries and adverbs belong to the cue",
        text="The board has repeatedly denied that the dam leaks.",
        sayings=(
            Saying(source="The board", cue="has repeatedly denied", content="that the dam leaks"),
        ),
    ),
    Case(
        why="according to, at the end",
        text="The dam leaks, according to Dana Wick.",
        sayings=(Saying(source="Dana Wick", cue="according to", content="The dam leaks"),),
    ),
    Case(
        why="according to, at the head",
        text="According to Dana Wick, the dam leaks.",
        sayings=(Saying(source="Dana Wick", cue="According to", content="the dam leaks"),),
    ),
    Case(
        why="a direct quotation before its cue",
        text='"The dam leaks," Dana Wick said.',
        sayings=(
            Saying(
                source="Dana Wick",
                cue="said",
                content='"The dam leaks,"',
                form=QuoteForm.DIRECT,
            ),
        ),
    ),
    Case(
        why="the cue before its source",
        text="“The dam leaks,” said Dana Wick, an engineer.",
        sayings=(Saying(source="Dana Wick", content="“The dam leaks,”", form=QuoteForm.DIRECT),),
    ),
    Case(
        why="a quotation opened curly and closed straight",
        text='“The dam leaks," Dana Wick said.',
        sayings=(Saying(source="Dana Wick", content='“The dam leaks,"', form=QuoteForm.DIRECT),),
    ),
    Case(
        why="a quotation after its cue",
        text="Dana Wick said, “The dam leaks.”",
        sayings=(Saying(source="Dana Wick", content="“The dam leaks.”"),),
    ),
    Case(
        why="a quotation between double apostrophes",
        text="''The dam leaks,'' Dana Wick said. ''Nobody has looked at it since May.''",
        sayings=(
            Saying(
                source="Dana Wick",
                content="''The dam leaks,'' … ''Nobody has looked at it since May.''",
                form=QuoteForm.DIRECT,
            ),
        ),
    ),
    Case(
        why="what is said besides is the same speaker's",
        text="Dana Wick said the dam would hold, adding that it had been checked.",
        sayings=(
            Saying(source="Dana Wick", cue="said", content="the dam would hold"),
            Saying(source="Dana Wick", cue="adding", content="that it had been checked"),
        ),
    ),
    Case(
        why="who releases a statement says what is in it",
        text="Dana Wick released a statement saying that the dam leaks.",
        sayings=(
            Saying(
                source="Dana Wick",
                cue="released a statement saying",
                content="that the dam leaks",
            ),
        ),
    ),
    Case(
        why="a quotation and the rest of its clause are one content",
        text="The dam “was never safe,” Dana Wick said.",
        sayings=(
            Saying(
                source="Dana Wick",
                content="The dam “was never safe,”",
                form=QuoteForm.PARTIAL,
            ),
        ),
    ),
    Case(
        why="an interrupted quotation is one content in two pieces",
        text="“The dam leaks,” Dana Wick said, “and nobody has looked at it.”",
        sayings=(
            Saying(
                source="Dana Wick",
                content="“The dam leaks,” … “and nobody has looked at it.”",
                form=QuoteForm.DIRECT,
            ),
        ),
    ),
    Case(
        why="the quotation goes on in the next sentence",
        text="“The dam leaks,” Dana Wick said. “Nobody has looked at it since May.”",
        sayings=(
            Saying(
                source="Dana Wick",
                content="“The dam leaks,” … “Nobody has looked at it since May.”",
            ),
        ),
    ),
    Case(
        why="several sentences quoted before the cue",
        text="“The dam leaks. It has leaked since May,” Dana Wick said.",
        sayings=(Saying(source="Dana Wick", content="“The dam leaks. It has leaked since May,”"),),
    ),
    Case(
        why="a paragraph that ends without a mark is gone on with, by the same speaker",
        text="Dana Wick said:\n\n“The dam leaks. It has leaked since May.\n\n“Nobody looked.”",
        sayings=(
            Saying(
                source="Dana Wick",
                content="“The dam leaks. It has leaked since May. … “Nobody looked.”",
                form=QuoteForm.DIRECT,
            ),
        ),
    ),
    Case(
        why="the speaker of an open paragraph may be named in the next one",
        text="“The dam leaks. It has leaked since May.\n\n“Nobody looked,” Dana Wick said.",
        sayings=(
            Saying(
                source="Dana Wick",
                content="“The dam leaks. It has leaked since May. … “Nobody looked,”",
            ),
        ),
    ),
    Case(
        why="only some words are quoted",
        text='Dana Wick said the dam was "a disaster in waiting" and should be emptied.',
        sayings=(
            Saying(
                source="Dana Wick",
                content='the dam was "a disaster in waiting" and should be emptied',
                form=QuoteForm.PARTIAL,
            ),
        ),
    ),
    Case(
        why="a content ends with the quotation it ends in",
        text='Dana Wick said the dam was "never safe."',
        sayings=(Saying(source="Dana Wick", content='the dam was "never safe."'),),
    ),
    Case(
        why="an attitude is an attribution",
        text="Dana Wick believes the dam will fail.",
        sayings=(Saying(source="Dana Wick", cue="believes", content="the dam will fail"),),
    ),
    Case(
        why="an act with a content is one too",
        text="Dana Wick criticized the plan for the dam.",
        sayings=(Saying(source="Dana Wick", cue="criticized", content="the plan for the dam"),),
    ),
    Case(
        why="what somebody wants done",
        text="Residents want to leave the valley.",
        sayings=(
            Saying(source="Residents", cue="want", content="to leave the valley", who=COLLECTIVE),
        ),
    ),
    Case(
        why="the subject of the first verb is that of the joined one",
        text="Dana Wick visited the dam and concluded that it was safe.",
        sayings=(Saying(source="Dana Wick", cue="concluded", content="that it was safe"),),
    ),
    Case(
        why="a relative clause speaks for what it is about",
        text="Reporters met Dana Wick, who said the dam was cracked.",
        sayings=(
            Saying(source="Dana Wick … who", content="the dam was cracked", name="Dana Wick"),
        ),
    ),
    Case(
        why="a clause between commas does not part a speaker from the cue",
        text="Dana Wick, who inspected the dam in May, wrote Tuesday that it was cracked.",
        sayings=(Saying(source="Dana Wick", cue="wrote", content="that it was cracked"),),
    ),
    Case(
        why="an outlet reports in a dropped-in clause",
        text="The dam was cracked in May, as the Harbor Herald reports.",
        sayings=(
            Saying(source="the Harbor Herald", cue="reports", content="The dam was cracked in May"),
        ),
    ),
    Case(
        why="a reporting clause at the end takes the whole before it",
        text="The agency looked at the dam and found a crack, the Harbor Herald reports.",
        sayings=(
            Saying(
                source="the Harbor Herald",
                content="The agency looked at the dam and found a crack",
            ),
        ),
    ),
    Case(
        why="who was told",
        text="Dana Wick told the Harbor Herald that the dam was cracked.",
        sayings=(
            Saying(
                source="Dana Wick",
                cue="told",
                content="that the dam was cracked",
                told="The Harbor Herald",
            ),
        ),
    ),
    Case(
        why="a one-word outlet may be told, and needs no list to be known",
        text='Dana Wick told Prism: "The dam was cracked in May."',
        sayings=(
            Saying(source="Dana Wick", content='"The dam was cracked in May."', told="Prism"),
        ),
    ),
    Case(
        why="the article's own outlet is the publisher, whatever its punctuation",
        text="“The dam leaks,” Dana Wick told the Daily Plain over the phone.",
        sayings=(Saying(source="Dana Wick", content="“The dam leaks,”", told="publisher"),),
    ),
    Case(
        why="an interview is with who hears it",
        text="In an interview with the Harbor Herald, Dana Wick said the dam leaks.",
        sayings=(Saying(source="Dana Wick", content="the dam leaks", told="The Harbor Herald"),),
    ),
    Case(
        why="who communicated with a group was told by it",
        text="Dana Wick spoke with an anonymous group of engineers who said the dam leaks.",
        sayings=(
            Saying(
                source="an anonymous group of engineers … who",
                content="the dam leaks",
                who=DESCRIBED,
                told="Dana Wick",
            ),
        ),
    ),
    Case(
        why="the publication in which it was written",
        text="Dana Wick wrote in the Harbor Herald that the dam leaks.",
        sayings=(
            Saying(source="Dana Wick", content="that the dam leaks", medium="The Harbor Herald"),
        ),
    ),
    Case(
        why="one's own document is no medium between",
        text="Dana Wick wrote in her report that the dam leaks.",
        sayings=(Saying(source="Dana Wick", content="that the dam leaks", medium=""),),
    ),
    Case(
        why="quoted as saying",
        text="In the report, she is quoted as saying, “The dam leaks.”",
        sayings=(
            Saying(
                source="she",
                cue="is quoted as saying",
                content="“The dam leaks.”",
                medium="report",
            ),
        ),
    ),
    Case(
        why="an official without a name is anonymous",
        text="A senior official said the dam would hold.",
        sayings=(Saying(source="A senior official", content="the dam would hold", who=DESCRIBED),),
    ),
    Case(
        why="people who are familiar with it",
        text="Two people familiar with the talks said the deal was dead.",
        sayings=(
            Saying(
                source="Two people familiar with the talks",
                content="the deal was dead",
                who=DESCRIBED,
            ),
        ),
    ),
    Case(
        why="a source, and nothing else",
        text="“It was over in a minute,” a source said.",
        sayings=(Saying(source="a source", content="“It was over in a minute,”", who=BARE),),
    ),
    Case(
        why="sources, and nothing else",
        text="Sources said the deal was dead.",
        sayings=(Saying(source="Sources", content="the deal was dead", who=BARE),),
    ),
    Case(
        why="the text says that identity is withheld",
        text="The engineer, who spoke on condition of anonymity, said the dam was cracked.",
        sayings=(Saying(source="The engineer", content="the dam was cracked", who=DESCRIBED),),
    ),
    Case(
        why="an aide without a name",
        text="One aide said the plan was dead.",
        sayings=(Saying(source="One aide", content="the plan was dead", who=DESCRIBED),),
    ),
    Case(
        why="a spokesperson without a name is not anonymous",
        text="A spokeswoman for the Kestrel Agency said the dam was safe.",
        sayings=(
            Saying(
                source="A spokeswoman for the Kestrel Agency",
                content="the dam was safe",
                who=UNSTATED,
            ),
        ),
    ),
    Case(
        why="a spokesperson with a name is named",
        text="Kestrel Agency spokeswoman Lena Moss said the dam was safe.",
        sayings=(
            Saying(
                source="Kestrel Agency spokeswoman Lena Moss",
                content="the dam was safe",
                who=NAMED,
                name="Lena Moss",
            ),
        ),
    ),
    Case(
        why="anonymity that is told of in the next sentence",
        text="An engineer said the dam was cracked. She spoke on the condition of anonymity.",
        sayings=(Saying(source="An engineer", content="the dam was cracked", who=DESCRIBED),),
    ),
    Case(
        why="one of those who are anonymous is so too",
        text="Two officials met. “The dam leaks,” one of the officials said.",
        sayings=(Saying(source="one of the officials", content="“The dam leaks,”", who=DESCRIBED),),
    ),
    Case(
        why="a wish to stay unnamed is no content, but makes anonymous",
        text="A guard who asked not to be named said the dam was cracked.",
        sayings=(Saying(source="A guard", content="the dam was cracked", who=DESCRIBED),),
    ),
    Case(
        why="a headline without a full stop does not run into the text",
        text="Council sat on warnings about dam\n\nTwo engineers said the dam was cracked.",
        sayings=(Saying(source="Two engineers", content="the dam was cracked", who=DESCRIBED),),
    ),
    Case(
        why="a paper is named by who made it",
        text="A report by the Department of Dams said the dam was cracked.",
        sayings=(
            Saying(
                source="A report by the Department of Dams",
                content="the dam was cracked",
                who=NAMED,
                name="report by the Department of Dams",
            ),
        ),
    ),
    Case(
        why="the short name of the article's own outlet is the publisher too",
        text="Dana Wick told the Plain that the dam was cracked.",
        sayings=(Saying(source="Dana Wick", content="that the dam was cracked", told="publisher"),),
    ),
    Case(
        why="what stands before a name is no speaker of its own",
        text="Prism contributing editor Jane Holt wrote that the dam was cracked.",
        sayings=(
            Saying(
                source="Prism contributing editor Jane Holt",
                content="that the dam was cracked",
                name="Jane Holt",
            ),
        ),
    ),
    Case(
        why="two roles and one name",
        text="Lobbyist and party strategist James Orr said the dam was safe.",
        sayings=(
            Saying(
                source="Lobbyist and party strategist James Orr",
                content="the dam was safe",
                name="James Orr",
            ),
        ),
    ),
    Case(
        why="an unnamed paper that says nothing of its author is a document",
        text="A report said the dam was cracked.",
        sayings=(Saying(source="A report", content="the dam was cracked", who=UNSTATED),),
    ),
    Case(
        why="critics claim no anonymity",
        text="Critics say the plan is too expensive.",
        sayings=(Saying(source="Critics", content="the plan is too expensive", who=COLLECTIVE),),
    ),
    Case(
        why="experts on a thing",
        text="Some water experts questioned the plan.",
        sayings=(Saying(source="Some water experts", content="the plan", who=COLLECTIVE),),
    ),
    Case(
        why="an assumed name is no name",
        text="A trader who goes by the name Wren wrote that prices would fall.",
        sayings=(Saying(source=None, content="that prices would fall", who=PSEUDONYMOUS),),
    ),
    Case(
        why="a passive without an agent has no source",
        text="It was alleged that the plan had been dropped.",
        sayings=(Saying(source="", content="that the plan had been dropped", who=UNSTATED),),
    ),
    Case(
        why="a surname is short for the full name before it",
        text="Dana Wick spoke on Monday. Wick said the dam was cracked.",
        sayings=(Saying(source="Wick", content="the dam was cracked", name="Dana Wick"),),
    ),
    Case(
        why="an outlet's short name is that of the outlet",
        text="The Harbor Herald sent a diver. The dam was cracked, the Herald reported.",
        sayings=(
            Saying(source="the Herald", content="The dam was cracked", name="The Harbor Herald"),
        ),
    ),
    Case(
        why="a pronoun is the speaker before",
        text="Dana Wick said the dam was cracked. She added that the board knew.",
        sayings=(
            Saying(source="Dana Wick", content="the dam was cracked"),
            Saying(source="She", content="that the board knew", name="Dana Wick"),
        ),
    ),
    Case(
        why="a pronoun is not somebody of the other sex",
        text="Mary Holt met James Orr. He said the dam was cracked.",
        sayings=(Saying(source="He", content="the dam was cracked", name="James Orr"),),
    ),
    Case(
        why="a pronoun may be an anonymous source, which gets no name by it",
        text="A senior official met James Orr. “The dam leaks,” the official said.",
        sayings=(Saying(source="the official", content="“The dam leaks,”", who=DESCRIBED),),
    ),
    Case(
        why="a pronoun that nothing resolves is left unresolved",
        text="“It broke in the night,” she said.",
        sayings=(Saying(source="she", content="“It broke in the night,”", who=UNRESOLVED),),
    ),
    Case(
        why="a pronoun that could be either of two is left unresolved",
        text="Jo Falk and Ira Bell met on Monday. He said the dam was fine.",
        sayings=(Saying(source="He", content="the dam was fine", who=UNRESOLVED),),
    ),
    Case(
        why="the department is the one that is called so",
        text="The Department of Dams opened an inquiry. The department said it had begun.",
        sayings=(
            Saying(source="The department", content="it had begun", name="Department of Dams"),
        ),
    ),
    Case(
        why="the bureau is an agency with a short name in capitals, and no outlet",
        text="The NCDA sent the Harbor Herald a letter. The bureau said the dam was cracked.",
        sayings=(Saying(source="The bureau", content="the dam was cracked", name="NCDA"),),
    ),
    Case(
        why="a body of another sort is not taken for the company",
        text="Dana Wick met the Department of Dams. The company said the dam was fine.",
        sayings=(Saying(source="The company", content="the dam was fine", who=UNRESOLVED),),
    ),
    Case(
        why="a name that is given in an apposition",
        text="The mayor, Jo Falk, said the dam was fine.",
        sayings=(Saying(source="The mayor", content="the dam was fine", name="Jo Falk"),),
    ),
    Case(
        why="what one reports that another said",
        text="The Harbor Herald reported that two officials said the dam was cracked.",
        sayings=(
            Saying(
                source="The Harbor Herald",
                content="that two officials said the dam was cracked",
            ),
            Saying(
                source="two officials",
                content="the dam was cracked",
                who=DESCRIBED,
                inside="that two officials said the dam was cracked",
            ),
        ),
    ),
    Case(
        why="the inner one of a final reporting clause",
        text="The bureau concluded that the dam was safe, the Harbor Herald reports.",
        sayings=(
            Saying(
                source="the Harbor Herald",
                content="The bureau concluded that the dam was safe",
            ),
            Saying(
                source="The bureau",
                content="that the dam was safe",
                inside="The bureau concluded that the dam was safe",
            ),
        ),
    ),
    Case(
        why="three deep: each stands in the nearest that holds it",
        text="Dana Wick said Jo Falk told the board that the agency said the dam was safe.",
        sayings=(
            Saying(
                source="Dana Wick",
                content="Jo Falk told the board that the agency said the dam was safe",
            ),
            Saying(
                source="Jo Falk",
                content="that the agency said the dam was safe",
                inside="Jo Falk told the board that the agency said the dam was safe",
                told="board",
            ),
            Saying(
                source="the agency",
                content="the dam was safe",
                inside="that the agency said the dam was safe",
            ),
        ),
    ),
    Case(
        why="who was told by an agent in the passive",
        text="Residents were told by the police that the dam was safe.",
        sayings=(Saying(source="the police", content="that the dam was safe", told="Residents"),),
    ),
    Case(
        why="a poll that comes after what it shows",
        text="Voters support the plan, a new poll shows.",
        sayings=(Saying(source="a new poll", content="Voters support the plan"),),
    ),
    Case(
        why="a view that a group shares, inside a quotation",
        text="“Among the engineers, the consensus is that the dam is lost,” Dana Wick said.",
        sayings=(
            Saying(
                source="Dana Wick",
                content="“Among the engineers, the consensus is that the dam is lost,”",
            ),
            Saying(
                source="the engineers",
                content="that the dam is lost",
                who=COLLECTIVE,
                inside="“Among the engineers, the consensus is that the dam is lost,”",
            ),
        ),
    ),
    Case(
        why="an outlet that cites somebody relays it",
        text="The dam was cracked, the Harbor Herald reported, citing an unnamed official.",
        sayings=(
            Saying(source="the Harbor Herald", content="The dam was cracked"),
            Saying(
                source="an unnamed official",
                content="The dam was cracked",
                who=DESCRIBED,
                inside="The dam was cracked",
                told="The Harbor Herald",
            ),
        ),
    ),
    Case(
        why="the speaker's own thinking is nested, and the speaker's",
        text="“I think the dam is lost,” Dana Wick said.",
        sayings=(
            Saying(source="Dana Wick", content="“I think the dam is lost,”"),
            Saying(
                source="I",
                content="the dam is lost",
                name="Dana Wick",
                inside="“I think the dam is lost,”",
            ),
        ),
    ),
    Case(
        why="a speaker and a colon at the head of a line",
        text="The hearing began at noon.\n\nDANA WICK: The dam was cracked in May.",
        sayings=(Saying(source="DANA WICK", content="The dam was cracked in May"),),
    ),
    Case(
        why="a tweet after a colon",
        text="Jo Falk tweeted: “The dam is fine.”",
        sayings=(Saying(source="Jo Falk", content="“The dam is fine.”"),),
    ),
    Case(
        why="a poll finds what people say",
        text="A new poll found that most residents want to leave.",
        sayings=(
            Saying(source="A new poll", content="that most residents want to leave"),
            Saying(
                source="most residents",
                content="to leave",
                who=COLLECTIVE,
                inside="that most residents want to leave",
            ),
        ),
    ),
    Case(
        why="inanimate things that merely follow have no cue",
        text="The dam was built in 1931. It holds nine million tons of water.",
    ),
    Case(
        why="scare quotes are no quotation",
        text="The so-called “dry dam” lies two miles north of the town.",
    ),
)

REACH = (
    Case(
        why="they can be two people who were named apart",
        text="Lena Moss met Jo Falk. They said nothing was agreed.",
        sayings=(Saying(source="They", content="nothing was agreed", who=COLLECTIVE),),
        missing="they stand for a group only where one is named as a group",
    ),
)

DECLINED = ResponseKind.DECLINED
SILENT = ResponseKind.NO_RESPONSE
UNREACHED = ResponseKind.NOT_REACHED

REQUESTS: tuple[tuple[str, tuple[Asked, ...]], ...] = (
    ("Dana Wick declined to comment.", (Asked(party="Dana Wick", outcome=DECLINED),)),
    (
        "The Kestrel Agency declined to comment on Tuesday.",
        (Asked(party="Kestrel Agency", outcome=DECLINED, when="2024-05-07"),),
    ),
    (
        "The Orrin Bank declined to comment to the Harbor Herald Sunday.",
        (
            Asked(
                party="Orrin Bank", outcome=DECLINED, asker="The Harbor Herald", when="2024-05-05"
            ),
        ),
    ),
    (
        "Spokesmen for Tarn Mills and the Orrin Bank did not respond to requests for comment.",
        (
            Asked(party="Tarn Mills", outcome=SILENT),
            Asked(party="Orrin Bank", outcome=SILENT),
        ),
    ),
    (
        "Ms. Hale did not immediately return a call seeking comment.",
        (Asked(party="Hale", outcome=SILENT),),
    ),
    (
        "Messages left with Tarn Mills were not immediately returned yesterday.",
        (Asked(party="Tarn Mills", outcome=SILENT, when="2024-05-07"),),
    ),
    (
        "Requests for comment sent to Tarn Mills were not answered.",
        (Asked(party="Tarn Mills", outcome=SILENT),),
    ),
    ("Emails to Dana Wick went unanswered.", (Asked(party="Dana Wick", outcome=SILENT),)),
    (
        "Neither Dana Wick nor Ira Bell responded to messages.",
        (
            Asked(party="Dana Wick", outcome=SILENT),
            Asked(party="Ira Bell", outcome=SILENT),
        ),
    ),
    ("Dana Wick could not be reached for comment.", (Asked(party="Dana Wick", outcome=UNREACHED),)),
    (
        "Dana Wick was not immediately available for comment.",
        (Asked(party="Dana Wick", outcome=UNREACHED),),
    ),
    (
        "The Kestrel Agency would neither confirm nor deny the report.",
        (Asked(party="Kestrel Agency", outcome=ResponseKind.NEITHER_CONFIRMED_NOR_DENIED),),
    ),
    (
        "The Kestrel Agency refused to confirm or deny the report.",
        (Asked(party="Kestrel Agency", outcome=ResponseKind.NEITHER_CONFIRMED_NOR_DENIED),),
    ),
    (
        "Tarn Mills referred questions to its lawyers.",
        (Asked(party="Tarn Mills", outcome=ResponseKind.REFERRED),),
    ),
    (
        "The Daily Plain did not contact Dana Wick for comment.",
        (Asked(party="Dana Wick", outcome=ResponseKind.NOT_ASKED),),
    ),
    (
        "We have asked Tarn Mills for comment.",
        (Asked(party="Tarn Mills", outcome=ResponseKind.PENDING),),
    ),
    (
        "The contractor that built the dam, Brandt & Sons, did not return calls.",
        (Asked(party="Brandt & Sons", outcome=SILENT),),
    ),
    ("Tarn Mills had no comment.", (Asked(party="Tarn Mills", outcome=DECLINED),)),
    (
        "A spokeswoman for Tarn Mills declined to be interviewed.",
        (Asked(party="Tarn Mills", outcome=DECLINED),),
    ),
    (
        "The Orrin Bank, which declined to comment, owns the dam.",
        (Asked(party="Orrin Bank", outcome=DECLINED),),
    ),
    (
        "Tarn Mills did not respond to questions from the Harbor Herald.",
        (Asked(party="Tarn Mills", outcome=SILENT, asker="The Harbor Herald"),),
    ),
    (
        "The Harbor Herald reported that the Kestrel Agency declined to comment.",
        (Asked(party="Kestrel Agency", outcome=DECLINED, asker="The Harbor Herald"),),
    ),
    ("Jo Falk refused to say he would accept the result.", ()),
    ("Jo Falk declined to endorse the mayor.", ()),
    ("Jo Falk declined an invitation to the ball.", ()),
    ("Most residents did not answer the poll.", ()),
    ("The council did not return the money.", ()),
    ("Dana Wick did not respond to the criticism.", ()),
    ("The climbers could not reach the summit.", ()),
    ("The agency referred the matter to a judge.", ()),
    ("The court refused a request to stop the work.", ()),
    ("“The minister declined to comment when my brother was arrested,” Jo Falk said.", ()),
    ("Dana Wick said the minister had declined to comment.", ()),
)
"""Texts of 8 May 2024 in the Daily Plain, and every request for comment in them."""
