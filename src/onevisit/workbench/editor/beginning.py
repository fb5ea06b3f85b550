"""What a new matter begins with: a name, a key, and the text of another where it is a copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from onevisit.catalogue.choices import Choices
from onevisit.catalogue.versions import NoSuchMatter, in_force
from onevisit.catalogue.workflow import version_page
from onevisit.platform.people.actors import Actor
from onevisit.rules.cases.refused import Refused
from onevisit.rules.district.definition import Role
from onevisit.workbench.editor.keys import key_for
from onevisit.workbench.editor.posted import cleaned, shortened


class NewMatter(Refused):
    """The new matter cannot begin as it was asked for."""

    what: ClassVar[str] = "没有开始起草：{fault}"
    remedy: ClassVar[str] = "请改好再试；已经有的事项，请从实施清单里打开它，起草新版本。"


@dataclass(frozen=True)
class Beginning:
    """What was filled in. `copy` is the key of the matter to copy, or ""."""

    name: str
    key: str
    copy: str
    copied: str

    @classmethod
    def read(cls, given: Mapping[str, str], choices: Choices) -> Beginning:
        """Read the form; the matter to copy may be given by its name or its key."""
        copied = cleaned(given.get("copy", ""))
        named = {name: key for key, name in choices.matters.items()}
        copy = copied if copied in choices.matters else named.get(copied, "")
        return cls(cleaned(given.get("name", ""))[:100], cleaned(given.get("key", ""))[:60], copy, copied)

    def key_for_new(self) -> str:
        """The key that was given, or one from the name. Raises `NewMatter`."""
        if not self.name:
            raise NewMatter(fault="还没有写事项名称")
        if self.copied and not self.copy:
            raise NewMatter(fault=f"实施清单里没有“{shortened(self.copied)}”这个事项可以照抄")
        key = self.key or key_for(self.name, set())
        if not key:
            raise NewMatter(fault="从名称里得不出代号，请自己写一个英文代号")
        return key

    def definition(self, key: str, actor: Actor, on: date) -> dict[str, Any]:
        """The text to begin with. Raises `NewMatter` where the matter to copy is no longer there."""
        if not self.copy:
            organ = next((post.organ for post in actor.posts_as(Role.EDITOR)), "")
            return {"key": key, "name": self.name, "organ": organ}
        try:
            copied = version_page(actor, self.copy, in_force(self.copy, on).number).data
        except NoSuchMatter as gone:
            raise NewMatter(fault=f"“{self.copied}”已经不在实施清单里") from gone
        return {**copied, "key": key, "name": self.name}
