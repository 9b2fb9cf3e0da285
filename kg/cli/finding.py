"""Looking for words in what was said, across everything that is stored."""

from __future__ import annotations

from pathlib import Path

from kg.cli.asking import ask
from kg.cli.tables import wrapped
from kg.errors import UsageError
from kg.store import reading
from kg.table import Table
from kg.telling.lines import many, one_line
from kg.telling.sought import Sought, inside
from kg.telling.words import handle, short_cue, shortened

QUESTION = "statements-with-words"
_LONGEST_QUOTATION = 200


def find(words: tuple[str, ...], narrowed: dict[str, str | None], store: Path) -> Table:
    """Return the statements that have every word, or phrase, in them.

    The longest is asked for; the others are looked for in what that finds.
    """
    typed = {" ".join(one.split()) for one in words}
    wanted = sorted((one for one in typed if Sought(one).stem), key=len)
    if not wanted:
        raise UsageError("find needs WORDS to look for", todo="see `onrecord find --help`")
    pairs = [f"{name}={value}" for name, value in narrowed.items() if value]
    table = ask(QUESTION, (f"words={wanted[-1]}", *pairs), store, "json")
    place = table.columns.index("text")
    has = inside(wanted)
    rows = (row for row in table.rows if has(str(row[place])))
    return Table(table.columns, tuple(rows))


def told(table: Table, store: Path) -> str:
    """Return the statements to read: what to call each, its words, whose they are and where."""
    with reading(store) as reader:
        called = {
            one.article: handle(reader.about(one))
            for one in reader.articles()
            if one.article in {row["article"] for row in table.objects()}
        }
    lines: list[str] = []
    for row in table.objects():
        name = f"{called[str(row['article'])]}#{row['id']}"
        quotation = f"“{shortened(str(row['text']), _LONGEST_QUOTATION)}”"
        lines += wrapped(quotation, 0, hanging=2)
        cue = f": “{short_cue(str(row['cue']))}”" if row["cue"] else ""
        where = [f"{one_line(str(row['source']))}{cue}", row["outlet"], row["published"], name]
        lines += wrapped(" · ".join(one_line(str(one)) for one in where if one), 4, hanging=2)
    articles = many(len(called), "article")
    lines.append(f"{many(len(table.rows), 'statement')} in {articles}")
    return "\n".join(lines)
