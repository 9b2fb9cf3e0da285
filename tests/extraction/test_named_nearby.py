"""Descriptions and pronouns for those whom the sentences around name."""

from __future__ import annotations

import pytest

from tests.extraction.test_named_elsewhere import name_of, speaker

_PELL = "Ada Pell opened the quay. Ada Pell met the pilots. Ada Pell then left.\n\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            _PELL + "Pell's fear was a flood. But the surgeon insisted that the quay was sinking.",
            "Ada Pell",
        ),
        (
            _PELL + "Pell told the pilots a story.\n\n“It is sinking,” the grain trader said.",
            "Ada Pell",
        ),
        (
            (
                "Ada Pell and Tom Roe ran. Ada Pell and Tom Roe met. Pell and Roe left.\n\n"
                "The nominee insisted that the quay was sinking. Roe has promised a new one."
            ),
            "Tom Roe",
        ),
        (
            (
                "A clerk said the pier was shut.\n\n"
                "What may change it is a visit by Tom Roe. He said that the quay was sinking."
            ),
            "Tom Roe",
        ),
        (
            (
                "Tom Roe drew a line on Friday, when a reporter asked about the dam.\n\n"
                "“The quay is sinking,” he said."
            ),
            "Tom Roe",
        ),
        (
            (
                "Police at Apex Dock met.\n\nA spokesman for the Apex Dock police said that it was "
                "sinking.\n\nIt is old, said Tom Roe, an Apex Dock spokesman."
            ),
            "Tom Roe",
        ),
        (
            "The Port Council has plans. Its board said that the quay was sinking.",
            "Port Council board",
        ),
        ("Former clerk and Dover Mayor Tom Roe said that the quay was sinking.", "Tom Roe"),
    ],
)
def test_whom_a_description_means_is_found_near_it(text: str, name: str) -> None:
    assert name_of(text, "sinking") == name


@pytest.mark.parametrize(
    "text",
    [
        (
            "Ada Pell, 25, and her husband, Tom Roe, 27, asked for help. After a week in Dover, "
            "the couple said that the quay was sinking."
        ),
        "As Ada Pell and Tom Roe toured the coast, they said that the quay was sinking.",
    ],
)
def test_two_who_are_named_side_by_side_are_meant_together(text: str) -> None:
    assert name_of(text, "sinking") == "Ada Pell and Tom Roe"


@pytest.mark.parametrize(
    "text",
    [
        # the farmer was brought in without a name
        _PELL + "A farmer was there. Pell told him a story.\n\n“It is sinking,” the farmer said.",
        # two are named, and it may be either
        (
            "Ada Pell and Tom Roe came. Ada Pell and Tom Roe met. Ada Pell and Tom Roe left.\n\n"
            "Pell's fear and Roe's was a flood. The surgeon said that the quay was sinking."
        ),
        # whoever spoke unnamed goes on
        "Tom Roe visited. A clerk said the pier was shut. He said that the quay was sinking.",
        # who goes by a name that is none has no body of theirs
        "An editor who signs as Quill was told.\n\nIts clerk said that the quay was sinking.",
    ],
)
def test_who_is_not_told_gets_no_name(text: str) -> None:
    assert speaker(text, "sinking").name is None
