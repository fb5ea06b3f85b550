"""The calendar file, line by line as RFC 5545 wants it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevisit.rules.appointments.calendar_file import Entry, calendar_file

ENTRY = Entry(
    uid="appointment-7@example.test",
    sequence=1,
    made=datetime(2026, 11, 23, 4, 0, tzinfo=UTC),
    begins=datetime.fromisoformat("2026-11-24T09:00:00+08:00"),
    ends=datetime.fromisoformat("2026-11-24T10:00:00+08:00"),
    summary="到博山区政务服务中心办：开饭店",
    location="博山区政务服务中心，一楼;东侧",
    description="带身份证, 提前到\n大厅电话 0533-0000200 \\",
    url="https://example.test/my/appointments/7",
)


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_the_whole_file() -> None:
    assert unfolded(calendar_file(ENTRY)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//OneVisit//Appointments//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:appointment-7@example.test",
        "DTSTAMP:20261123T040000Z",
        "SEQUENCE:1",
        "DTSTART:20261124T010000Z",
        "DTEND:20261124T020000Z",
        "SUMMARY:到博山区政务服务中心办：开饭店",
        "LOCATION:博山区政务服务中心，一楼\\;东侧",
        "DESCRIPTION:带身份证\\, 提前到\\n大厅电话 0533-0000200 \\\\",
        "URL:https://example.test/my/appointments/7",
        "STATUS:CONFIRMED",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:一小时后到大厅办事",
        "TRIGGER:-PT1H",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_cancelled_one_takes_the_entry_out_again() -> None:
    lines = unfolded(calendar_file(replace(ENTRY, cancelled=True, sequence=2)))
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:2", f"UID:{ENTRY.uid}"} <= set(lines)
    assert "BEGIN:VALARM" not in lines


@given(st.text(alphabet="预约a,;\\\n😀 ", min_size=0, max_size=300))
def test_no_line_is_longer_than_75_octets_and_no_character_is_broken(text: str) -> None:
    data = calendar_file(replace(ENTRY, summary=text, url=""))
    lines = data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(line.decode() is not None for line in lines)
    (summary,) = [line for line in unfolded(data) if line.startswith("SUMMARY:")]
    written = summary.removeprefix("SUMMARY:")
    plain = written.replace("\\\\", "\0").replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
    assert plain.replace("\0", "\\") == text


def test_a_naive_time_has_no_meaning() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        calendar_file(replace(ENTRY, begins=datetime(2026, 11, 24, 9)))  # noqa: DTZ001
