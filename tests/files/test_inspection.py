"""What is taken as a file: a PDF that acts is refused however its names are written, an ordinary one is not."""

from __future__ import annotations

import time

import pytest

from onevisit.platform.files.inspection import MAX_BYTES, PDF, BadFile, inspect

SECONDS = 2.0
"""The largest file is read through in a tenth of this; a machine under load may need longer."""


def paper(inside: bytes) -> bytes:
    return b"%PDF-1.4\n1 0 obj\n<<" + inside + b">>\nendobj\n%%EOF\n"


@pytest.mark.parametrize(
    "inside",
    [
        b"/S /JavaScript /JS (app.alert(1))",
        b"/S /J#61vaScript",
        b"/S /#4A#61#76#61#53#63#72#69#70#74",
        b"/#4aS(app.alert(1))",
        b"/J#53<6170>",
        b"/S/L#61unch/F(x)",
        b"/Type/Embedded#46ile",
        b"/Names << /EmbeddedFiles 7 0 R >>",
        b"/Names<</Embedded#46ile#73<</Names[]>>>>",
        b"/Subtype /RichMedia",
        b"/Subtype/Rich#4dedia",
        b"/AcroForm << /XFA 9 0 R >>",
        b"/AcroForm<</#58FA[(template)1 0 R]>>",
        b"/S /GoToE /T << /R /C >>",
        b"/S /SubmitForm /F (https://example.invalid)",
        b"/S /Submit#46orm",
        b"/S/GoToR/F(other.pdf)",
        b"/S /ImportData",
        b"/OpenAction << /S /JavaScript >>",
        b"/S /JavaScript\x00",
    ],
)
def test_a_pdf_that_acts_is_refused(inside: bytes) -> None:
    with pytest.raises(BadFile, match=r"脚本.*附件.*打印"):
        inspect(paper(inside), "示例.pdf")


@pytest.mark.parametrize(
    "inside",
    [
        b"/A << /S /URI /URI (https://example.invalid) >>",
        b"/S /GoTo /D [1 0 R /Fit]",
        b"/JSON (the name of something else)",
        b"/AcroForm << /Fields [4 0 R] >>",
        b"/XFAR (the name of something else)",
        b"/J#53ON (the same, written otherwise)",
        b"/Font /J#61vanese",
        b"stream\n\x9c/JS\x8e\xf3\x01/JS\xff\nendstream",
    ],
)
def test_an_ordinary_paper_is_taken(inside: bytes) -> None:
    assert inspect(paper(inside), "示例.pdf") is PDF


@pytest.mark.parametrize("unit", [b"/OpenAction<<", b"/J#61", b"/#4A#61#76#61#53#63#72#69#70", b"/", b"#61"])
def test_the_largest_file_is_read_through_at_once(unit: bytes) -> None:
    data = paper(unit * ((MAX_BYTES - 100) // len(unit)))
    begun = time.perf_counter()
    assert inspect(data, "示例.pdf") is PDF
    assert time.perf_counter() - begun < SECONDS
