"""Required or chosen: whether somebody in this situation could have stayed at home, by the matter's own definition."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from onevisit.rules.cases.application import requirements_for
from onevisit.rules.journeys.matters.course import FROM_AFAR
from onevisit.rules.matters.definition import Matter, Presence, Requirement
from onevisit.rules.matters.vocabulary import Channel, Delivery, Moment, Way

ON_PAPER = frozenset({Way.ORIGINAL, Way.ZONE})
"""Ways that need the paper itself. An assessment of the zone is had or not: nobody chooses it to save a visit."""

SENT = (Delivery.ELECTRONIC, Delivery.COURIER)
_FROM_HOME = {Channel.ONLINE: "网上申请", Channel.POST: "邮寄申请"}


def in_body(matter: Matter, answers: Mapping[str, str], moment: Moment) -> tuple[Presence, ...]:
    """The acts of this moment that need the body, by the law, in this situation."""
    return tuple(
        one
        for one in matter.presences
        if one.at is moment
        and not one.waivable
        and one.when.holds(answers)
        and FROM_AFAR.isdisjoint(one.means)
    )


def on_paper_only(requirement: Requirement) -> bool:
    """Whether it can be shown in the original alone."""
    return {one.way for one in requirement.evidence} <= ON_PAPER


def needs_coming(matter: Matter, answers: Mapping[str, str], keys: Collection[str]) -> tuple[str, ...]:
    """The names of those of these requirements that can be shown in the original alone."""
    return tuple(
        one.name for one in requirements_for(matter, answers) if one.key in keys and on_paper_only(one)
    )


def why_submit(matter: Matter, answers: Mapping[str, str]) -> str:
    """Why one has to come to apply, in words; "" where it can be done from home, on line or by post.

    By post originals travel too, so that only acts in person bring him to the window.
    """
    acts = in_body(matter, answers, Moment.SUBMIT)
    if acts:
        cited = next((one.basis.cite() for one in acts if one.basis), "")
        return f"须本人到场{f'（{cited}）' if cited else ''}"
    if Channel.POST in matter.channels:
        return ""
    if Channel.ONLINE not in matter.channels:
        return "本事项没有开通网上申请"
    needed = [one for one in requirements_for(matter, answers) if one.required and on_paper_only(one)]
    if needed:
        return f"须出示原件：{'、'.join(one.name for one in needed)}"
    return ""


def why_collect(matter: Matter, answers: Mapping[str, str]) -> str:
    """Why one has to come for the result, in words; "" where all of it can be sent."""
    acts = in_body(matter, answers, Moment.COLLECT)
    if acts:
        cited = next((one.basis.cite() for one in acts if one.basis), "")
        return f"须本人领取{f'（{cited}）' if cited else ''}"
    kept = [one.name for one in matter.results if not set(SENT) & set(one.delivery)]
    return f"只能到窗口领取：{'、'.join(kept)}" if kept else ""


def could_submit(matter: Matter) -> str:
    """What he could have done instead of coming to apply, in words."""
    ways = [words for channel, words in _FROM_HOME.items() if channel in matter.channels]
    return f"也可以{'、'.join(ways)}，不用来"


def could_collect(matter: Matter) -> str:
    """What he could have chosen instead of coming for the result, in words."""
    offered = {way for one in matter.results for way in one.delivery}
    return f"也可以选{'、'.join(way.label for way in SENT if way in offered)}，不用来"
