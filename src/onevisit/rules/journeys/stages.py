"""Which stages run beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from onevisit.rules.matters.definition import Stage

__all__ = ["stage_groups"]


def stage_groups(stages: Sequence[Stage]) -> tuple[tuple[Stage, ...], ...]:
    """The stages in the order in which they can begin; those of one group run at the same time.

    A stage waits only for those of its `after` that are among `stages`: one that does not apply holds nobody up.
    Raises ValueError if stages wait for each other in a circle, which a checked definition never does.
    """
    here = {stage.key for stage in stages}
    done: set[str] = set()
    groups: list[tuple[Stage, ...]] = []
    left = list(stages)
    while left:
        ready = tuple(stage for stage in left if here & set(stage.after) <= done)
        if not ready:
            raise ValueError(f"环节互相等待：{'、'.join(stage.key for stage in left)}")
        groups.append(ready)
        done |= {stage.key for stage in ready}
        left = [stage for stage in left if stage not in ready]
    return tuple(groups)
