"""Sentences beside the fields: what belongs there, and an example. By class and field, or by the field alone."""

from __future__ import annotations

from collections.abc import Mapping

HELP: Mapping[str, str] = {
    "Matter.summary": "一两句话：什么时候要办，办了有什么用。会显示在首页和搜索结果里。",
    "Matter.aliases": "老百姓的叫法，一行一个。搜索时能找到。",
    "Matter.organ": "以谁的名义作决定。每个镇办自己的，写“镇（街道、开发区）”。",
    "Matter.counter": "只在部门自己的场所（考场、采集点）办理的才勾选；一般事项都在综合窗口办。",
    "Matter.at_once": "当场就能办结、当场拿到结果。",
    "Matter.flagship": "重点事项里，除名称、时间、承诺天数外不能有待确认的值。",
    "Codes.basic": "国家基本目录的12位编码；第3、4位是事项类型。",
    "Codes.test": "还没有官方编码、暂用的编码要勾选。",
    "key": "小写英文字母、数字和连字符。不填会按名称自动生成；公布后不再改。",
    "Ground.says": "用自己的话说清这一条给了什么权力。",
    "Situation.ask": "站在申请人的角度问，一句话。",
    "Situation.options": "至少两个。代号只给系统用，不填会自动生成。",
    "Field.options": "填什么选“单选”的才写。",
    "Field.source": "登记簿或账号里已经有的，写来源，系统自动带出。",
    "Requirement.issued_by": "部门出具的，写哪个部门；外地的写全称。",
    "Requirement.evidence": "申请人任选一种；排在最前面的，系统会推荐。",
    "Requirement.commitment": "申请人签承诺书就可以不交，事后核查。",
    "Requirement.held": "选了这种情形就说明已经有了（说房子是自己的，就有产权证），不用为它再跑。",
    "Requirement.errand": "要找私人、照相馆、房东才能拿到的，写找谁。",
    "Requirement.fresh": "从开具那天算起；一直有效的不写。",
    "Requirement.note": "格式、份数、谁签字：一看就会准备。",
    "Presence.means": "只要有一种不用到现场，就不算跑动。",
    "Presence.persons": "要几个人同时到场的，一行写一个（男方、女方）；不写就是申请人本人。",
    "Presence.announced": "审查中由部门指定去哪里（考场、检测站）的，写出可能的地点。",
    "Presence.rest": "法律规定和前一个动作要隔开的天数（科目一合格满十日才能考科目二）；不用隔开的不写。",
    "Presence.waivable": "申请人可以放弃的权利（如听证），不影响“最多跑一次”。",
    "Stage.after": "勾选要先完成的环节。受理环节什么都不选。",
    "Stage.checks": "审查人员逐条要看的。",
    "Stage.organ": "受理由窗口做，可以不写；其他环节必须写。",
    "Limits.promised": "不能比法定的长。即办事项选“当场”。",
    "Limits.since": "法律规定从收到申请之日算的才选。",
    "Result.delivery": "网上下载、快递都有，申请人就不用再来一次。",
    "Fee.amount": "写数字，例如 80 或者 0.5。",
    "Fee.standard": "不能写成固定金额的，写计费办法。金额和计费办法写一个。",
    "Courses.special": "法律要求的才写。期间不计入办理期限（行政许可法第四十五条）。",
    "Courses.interested": "决定直接关系到别人的重大利益，要告知他们（行政许可法第三十六条、第四十七条）。",
    "Courses.hearing": "法律规定每一件都必须听证的才勾选（行政许可法第四十六条）。",
    "Courses.extension": "别的法律对延期另有规定的才写；一般按行政许可法第四十二条。",
    "Courses.quota": "法律规定有数量限制的才写（行政许可法第五十七条）。",
    "Courses.risks": "勾选以后，不能用承诺代替证明（山东省优化营商环境条例第二十九条）。",
    "Courses.pledge": "都不写就用通用的承诺书和期限。",
    "Courses.concerns": "这件事是变更、延续一张已有的证照才勾选。",
    "Validity.years": "长期有效写 0。",
    "Deferral.days": "工作日。",
    "Quota.number": "最多批多少。",
}

EXAMPLES: Mapping[str, str] = {
    "Matter.name": "例如：食品经营许可（新办）",
    "Codes.basic": "12位数字",
    "Basis.article": "例如 42",
    "Ground.article": "例如 42",
    "Situation.ask": "例如：经营场所是自己的，还是租来的？",
    "Requirement.errand": "例如：房东",
    "Counter.name": "例如：驾驶人考场",
    "Fee.unit": "例如：平方米",
}

NEW: Mapping[str, str] = {
    "Matter.basis": "加一条依据",
    "Matter.conditions": "加一个条件",
    "Matter.situations": "加一个问题",
    "Matter.fields": "加一个栏目",
    "Matter.requirements": "加一项材料",
    "Matter.presences": "加一个动作",
    "Matter.stages": "加一个环节",
    "Matter.results": "加一个结果",
    "Matter.fees": "加一项收费",
    "Matter.refusals": "加一条理由",
    "Matter.questions": "加一个问答",
    "evidence": "加一种方式",
    "options": "加一个选项",
    "checks": "加一个要点",
    "announced": "加一个地点",
    "Courses.special": "加一种程序",
}
"""What the button says that adds a row."""

UNITS_OF: Mapping[str, str] = {
    "amount": "元",
    "Validity.years": "年",
    "copies": "份",
    "fresh": "天",
    "Deferral.days": "个工作日",
    "Special.days": "个工作日",
    "max": "字",
}
"""What stands after a number."""
