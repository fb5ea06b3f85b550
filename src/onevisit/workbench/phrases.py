"""Sentences that officials write again and again, to begin with. Whoever signs makes them fit his case."""

from __future__ import annotations

from onevisit.rules.matters.vocabulary import StageKind

REVIEW = {
    StageKind.FIRST_REVIEW: (
        "经初审，申请材料齐全，情况属实，同意报送。",
        "经初审并张榜公布，期间没有收到异议，同意报送。",
        "经初审，不符合法定条件，具体为：",
    ),
    StageKind.REVIEW: (
        "经审查，申请材料齐全，内容真实、完整，符合法定条件，同意。",
        "经核对，申报内容与登记、共享信息一致，同意。",
        "经审查，不符合法定条件，具体为：",
    ),
    StageKind.SURVEY: (
        "经现场核查，实际情况与申报一致，符合要求，同意。",
        "经现场核查，提出的问题已当场改正，符合要求，同意。",
        "经现场核查，实际情况与申报不符，具体为：",
    ),
}
"""By kind of stage."""

GRANT = (
    "申请符合法定条件、标准，各环节审查意见均为同意，准予。",
    "经审查，申请材料齐全、符合法定形式，决定准予。",
)
REFUSE = ("经审查，申请不符合法定条件：",)
DECLINE = (
    "经一次性告知补正，上面勾选的各项仍不齐全或者不符合法定形式。补齐后可以重新申请，已交的材料予以退还。",
    "您申请办理的事项由上面所列的部门办理，材料予以退还。",
    "您申请办理的事项依法不需要取得许可，可以直接开展，材料予以退还。",
)
