"""What the service menu of the demonstration offers, and what people say. All of it is invented."""

from collections.abc import Mapping

from yixian.menu.actions import ItemDraft

MORE_BRANCHES = ("旗直离退休干部联合党支部", "非公企业联合党支部", "社会组织联合党支部")
"""Branches that stand below the banner itself, beside those of departments, communities and towns."""


def _offer(
    skill: str, title: str, about: str, who_for: str, minutes: int, first: int = 1, last: int = 12
) -> ItemDraft:
    return ItemDraft(
        skill=skill,
        title=title,
        about=about,
        who_for=who_for,
        minutes=minutes,
        capacity=120,
        first_month=first,
        last_month=last,
    )


MENU: tuple[ItemDraft, ...] = (
    _offer("care", "上门看望独居老人", "每周上门一次，陪说话、量血压、代买日用品。", "独居和高龄老人", 60),
    _offer("repair", "修锁换灯泡", "上门修门锁、换灯泡和水龙头，材料费自理。", "老人和残疾人家庭", 60),
    _offer("learning", "放学后辅导作业", "在社区活动室辅导小学作业，到家长下班。", "双职工家庭的孩子", 120),
    _offer("law", "讲政策问法律", "草原补奖、社保、合同，律师和干部一起解答。", "", 45),
    _offer("digital", "教老人用手机", "手把手教挂号、缴费、视频通话，防骗也讲。", "老年人", 90),
    _offer("health", "义诊和用药指导", "量血压测血糖，讲慢性病怎么用药。", "慢性病患者", 45),
    _offer("farming", "接羔和防疫指导", "技术员到棚圈看接羔、驱虫和饲草搭配。", "养殖户", 120, 1, 5),
    _offer("tidy", "清雪清院", "雪后帮着清门前路，春天清院里杂物。", "行动不便的家庭", 90, 11, 4),
    _offer("culture", "教唱歌跳舞下象棋", "每周两晚在文化室，乐器和棋具都有。", "", 90),
    _offer("jobs", "找活儿和报培训班", "帮着写简历、报技能培训、对接招工。", "待业和返乡青年", 60),
)
SIGNED: Mapping[str, tuple[str, ...]] = {
    "care": ("老人一个人住，想有人隔几天来看看。", "老伴住院，家里老人没人陪。"),
    "repair": ("门锁拧不开了，晚上不敢关门。", "厨房灯坏了，够不着。", "水龙头一直滴水。"),
    "learning": ("孩子上三年级，数学跟不上。", "我们都上班，孩子放学没人管。"),
    "law": ("草场流转合同想请人看看。", "打工的工资没结清，不知道找谁。"),
    "digital": ("不会用手机挂号，想学。", "想学跟孙子视频。"),
    "health": ("血压高，药不知道怎么吃。", "糖尿病多年，想问问饮食。"),
    "farming": ("头一回接这么多羔，想请技术员来看。", "羊拉稀，不知道喂什么。"),
    "tidy": ("腿脚不好，门前的雪清不动。", "院里堆了旧木料，搬不走。"),
    "culture": ("想学马头琴。", "想跟大家一起跳舞。"),
    "jobs": ("想学电焊，不知道哪里报名。", "回乡了，想找个近处的活儿。"),
}
GIVEN: Mapping[str, Mapping[str, str]] = {
    "issue": {"note": "已发到各支部，认领后这里能看到。"},
    "discuss": {"plan": "两名队员上门，工具和材料我们带，家里留人就行。"},
    "carry_out": {"answer": "已经办妥，留了联系方式，有事随时说。"},
    "decline": {"reason": "这项不在菜单里。", "right_place": "请到镇便民服务大厅综合窗口，带身份证。"},
    "not_possible": {"reason": "到现场看过，要请专业厂家来做，我们已帮着联系。"},
    "withdraw": {"reason": "家里人已经办好了。"},
    "content": {"remark": "来得快，干得好。"},
    "not_content": {"reason": "第二天又坏了，请再来看看。"},
}
PROPOSALS: tuple[tuple[str, ItemDraft], ...] = (
    (
        "想有人每月来社区剪一次头发，老人出门不方便。",
        _offer("care", "给老人理发", "每月一次，在社区活动室。", "老年人", 60),
    ),
    (
        "想有人教孩子写毛笔字。",
        _offer("learning", "教写毛笔字", "周六上午在社区活动室，纸笔齐备。", "小学生", 90),
    ),
    ("想在广场放露天电影。", _offer("culture", "放露天电影", "夏天每周一场。", "", 120, 6, 8)),
    ("磨剪子菜刀没地方去。", _offer("repair", "磨剪子磨刀", "每月十五在社区门口。", "", 60)),
    ("想有人教急救。", _offer("health", "学急救", "心肺复苏和海姆立克，现场练。", "", 90)),
    ("想有人教做短视频卖牛羊肉。", _offer("digital", "学拍短视频卖货", "从拍到发手把手教。", "养殖户", 120)),
)
