"""The lists that a definition chooses from: organs, laws, licence types … by their keys, and shown by their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from onevisit.rules.matters.themes import LEGAL_THEMES, PERSON_THEMES
from onevisit.workbench.editor import shapes
from onevisit.workbench.labels import WEEKDAYS

_NONE: Mapping[str, str] = {}

FIXED: Mapping[str, Mapping[str, str]] = {
    shapes.PERSON_THEMES: {code: f"{code} {name}" for code, name in PERSON_THEMES.items()},
    shapes.LEGAL_THEMES: {code: f"{code} {name}" for code, name in LEGAL_THEMES.items()},
    shapes.WEEKDAYS: {number: f"周{name}" for number, name in WEEKDAYS.items()},
    shapes.PER: {"year": "每年", "total": "总量"},
    shapes.SOURCES: {
        "applicant.name": "申请人姓名、名称",
        "applicant.phone": "申请人电话",
        "applicant.address": "申请人地址",
    },
}
"""Lists that are the same in every district."""


@dataclass(frozen=True)
class Registers:
    """Names by keys, by the name of the list. `lists` are the district's own."""

    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, register: str) -> Mapping[str, str]:
        """Names by keys; nothing for a list that there is not."""
        return self.lists.get(register) or FIXED.get(register, _NONE)

    def name_of(self, register: str, key: str) -> str:
        """What stands in the field for a key: its name; the text itself where it is none."""
        return self._names.get(register, _NONE).get(key, key)

    def key_of(self, register: str, text: str) -> str:
        """The key that a name stands for; the text itself where it is none."""
        return self._keys.get(register, _NONE).get(text, text)

    def names(self, register: str) -> tuple[str, ...]:
        """What a field of this list suggests."""
        return tuple(self._names.get(register, _NONE).values())

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        """Where two keys have one name, or a name is another's key, the key stands beside the name."""
        found = {}
        for register in (*self.lists, shapes.SOURCES):
            entries = self.of(register)
            counts = Counter(entries.values())
            found[register] = {
                key: name
                if counts[name] == 1 and (name == key or name not in entries)
                else f"{name}（{key}）"
                for key, name in entries.items()
            }
        return found

    @cached_property
    def _keys(self) -> Mapping[str, Mapping[str, str]]:
        return {
            register: {name: key for key, name in names.items()} for register, names in self._names.items()
        }
