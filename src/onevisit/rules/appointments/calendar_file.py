"""A calendar file (.ics) of one appointment, as RFC 5545 wants it: UTC times, CRLF, lines of at most 75 octets.

Times are written in UTC (form 2 of 3.3.5), so that no VTIMEZONE has to be carried along and every calendar shows the
same instant.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

_LINE = 75  # octets, without the line break (3.1)


@dataclass(frozen=True)
class Entry:
    """One appointment. `uid` never changes; `sequence` counts up with each move; `made` is when this was written.

    `cancelled` makes a file that takes the entry out of a calendar again.
    """

    uid: str
    sequence: int
    made: datetime
    begins: datetime
    ends: datetime
    summary: str
    location: str
    description: str
    url: str = ""
    cancelled: bool = False


def calendar_file(entry: Entry) -> bytes:
    """The whole file, encoded as UTF-8. Raises ValueError for a naive instant."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//OneVisit//Appointments//ZH",
        "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if entry.cancelled else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{_text(entry.uid)}",
        f"DTSTAMP:{_utc(entry.made)}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTART:{_utc(entry.begins)}",
        f"DTEND:{_utc(entry.ends)}",
        f"SUMMARY:{_text(entry.summary)}",
        f"LOCATION:{_text(entry.location)}",
        f"DESCRIPTION:{_text(entry.description)}",
        *([f"URL:{entry.url}"] if entry.url else []),
        f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}",
        *(() if entry.cancelled else _ALARM),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


_ALARM = (
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    "DESCRIPTION:一小时后到大厅办事",
    "TRIGGER:-PT1H",
    "END:VALARM",
)


def _utc(instant: datetime) -> str:
    if instant.utcoffset() is None:
        raise ValueError(f"{instant!r} has no time zone; give an aware datetime")
    return instant.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(value: str) -> str:
    """A TEXT value (3.3.11): backslash, semicolon, comma and line breaks are escaped."""
    plain = value.replace("\r\n", "\n").replace("\r", "\n")
    for character in ("\\", ";", ","):
        plain = plain.replace(character, f"\\{character}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Folded after at most 75 octets (3.1), and never inside a character: a phone would show two broken ones."""
    parts, current, size = [], "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _LINE:
            parts.append(current)
            current, size = "", 1  # the blank that begins the next line counts
        current += character
        size += width
    return "\r\n ".join([*parts, current])
