"""The form of a record document as a JSON Schema, for tools that are not written in Python.

`python -m kg.record.schema` prints it; `ontology/record.schema.json` is that output, and is
published under the schema's own `$id`. What no JSON Schema can say (ids that must exist,
spans inside the text, words of anonymous sources) is checked by `kg.record.parse`; a value
marked `x-onrecord` is a span of the text, or the id of a source or an attribution.
"""

from __future__ import annotations

import json

from kg.record.form import VERSION, DocumentPart

SCHEMA_ID = f"https://w3id.org/onrecord/record/{VERSION}/schema.json"
"""Where the schema of this version is published."""


def schema() -> dict[str, object]:
    """Return the JSON Schema (draft 2020-12) of a record document."""
    form = DocumentPart.model_json_schema(by_alias=True)
    for part in (form, *form["$defs"].values()):
        for key in part.get("properties", {}).values():
            key.pop("title", None)  # only the key's own name, spelt wrongly
    form["title"] = "On Record: the record of one article"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **form,
    }


def dumps() -> str:
    """Return the schema as text."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    print(dumps(), end="")  # noqa: T201 - the program's output
