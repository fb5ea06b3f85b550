"""Where the bytes lie. Written beside their place and moved into it, so that a half-written file is never seen."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from django.conf import settings


class MissingFile(LookupError):
    """The bytes of a known file are not in the data folder: restore them from the backup."""


def path_of(sha256: str) -> Path:
    """Where the file with this hash lies, if it lies anywhere."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256 in hexadecimal")
    return Path(settings.VAR) / "files" / sha256[:2] / sha256[2:4] / sha256


def write(data: bytes) -> str:
    """Keep these bytes and return their SHA-256. Writing the same again changes nothing."""
    sha256 = hashlib.sha256(data).hexdigest()
    place = path_of(sha256)
    if place.exists():
        return sha256
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_name(f"{sha256}.{os.getpid()}.{os.urandom(4).hex()}")
    with draft.open("xb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(place)
    return sha256


def read(sha256: str) -> bytes:
    """The bytes with this hash; raises `MissingFile`, also when what lies there is something else."""
    place = path_of(sha256)
    if not place.exists():
        raise MissingFile(sha256)
    data = place.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise MissingFile(sha256)
    return data
