"""What is held, asked and answered at the gatherings of the demonstration. All of it is invented."""

from dataclasses import dataclass

from yixian.gatherings.enums import Kind, Topic


@dataclass(frozen=True, slots=True)
class Theme:
    """A gathering as it is planned: its kind, title, where there, what it is about, and its agenda."""

    kind: Kind
    title: str
    spot: str
    about: str
    agenda: tuple[str, ...] = ()
    topic: Topic | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Something asked: the words, the heading, the answer given, and the kind of matter it could become."""

    words: str
    headline: str
    answer: str
    category: str


IN_VILLAGES = (
    Theme(
        Kind.DELIBERATION, "夏季饮水井轮值和水费议事", "党群服务中心活动室",
        "议一议饮水井谁来看、水费怎么收。谁都可以来，谁都可以说。",
        ("上年水费收支", "今年轮值名单", "水费标准"),
    ),
    Theme(
        Kind.DELIBERATION, "村集体机动草场出租怎么定", "党群服务中心活动室",
        "机动草场合同到期，先听大家的意见，再按程序表决。", ("合同情况说明", "听取意见"),
    ),
    Theme(
        Kind.DELIBERATION, "垃圾清运点选址公开议事", "文化广场",
        "三个备选点，现场看、现场议。请住得近的户都来。", ("看现场", "议选址", "定清运时间"),
    ),
    Theme(
        Kind.DELIBERATION, "高标准农田改造占地补偿公开议事", "党群服务中心活动室",
        "施工前把占地、补偿、青苗的账当面讲清楚。", ("方案说明", "补偿标准", "答疑"),
    ),
    Theme(
        Kind.VISIT, "接羔保育期开放走访", "各户棚圈",
        "兽医和包联干部一起到户，看接羔、看饲草，有什么难处当面说。",
    ),
    Theme(
        Kind.VISIT, "入冬取暖开放走访", "各户", "看炉具、看烟道、看煤柴，独居老人户户到。",
    ),
    Theme(
        Kind.VISIT, "外出务工户返乡走访", "各户", "问工资、问保险、问明年打算，政策明白纸一并送上门。",
    ),
    Theme(
        Kind.ACTIVITY, "邻里节包饺子", "文化广场", "带上擀面杖就行。边包边聊，谁家有事谁开口。",
    ),
    Theme(
        Kind.ACTIVITY, "春季植树固沙", "村东沙梁", "嘎查备苗备水，每户来一人，中午管饭。",
    ),
    Theme(
        Kind.ACTIVITY, "小那达慕筹备和赛场整理", "赛马场", "搭台、拉线、捡石头，商量项目和奖品。",
    ),
    Theme(
        Kind.LESSON, "草场流转合同怎么签才稳妥", "党群服务中心活动室",
        "讲合同里必须写明的几件事，可以带上自家合同来问。", topic=Topic.LAND,
    ),
    Theme(
        Kind.LESSON, "守住养老钱：常见电信诈骗", "党群服务中心活动室",
        "民警讲真案例，现场帮老人装好防诈提醒。", topic=Topic.FRAUD,
    ),
    Theme(
        Kind.LESSON, "民法典里的家里事", "农家书屋", "赡养、分家、继承，讲一讲，问一问。", topic=Topic.FAMILY,
    ),
    Theme(
        Kind.LESSON, "村里的账怎么看、事怎么定", "党群服务中心活动室",
        "怎么看公开栏，怎么提议题，怎么监督。", topic=Topic.VILLAGE,
    ),
)  # fmt: skip

IN_TOWNS = (
    Theme(
        Kind.DEPUTIES_MEETING, "两代表一委员座谈会", "镇政府二楼会议室",
        "听取代表委员收集的群众意见，逐条明确由谁答复。", ("通报上次意见办理情况", "收集新的意见"),
    ),
    Theme(
        Kind.DEPUTIES_VISIT, "代表委员视察供水管网改造", "水厂和入户管线", "边走边看边问，群众可以当面反映。",
    ),
    Theme(
        Kind.LESSON, "农民工工资支付条例宣讲", "镇便民服务大厅",
        "用工合同、工资条、投诉渠道，一次讲清。", topic=Topic.LABOUR,
    ),
    Theme(
        Kind.LESSON, "草原补奖和医保新政策", "镇文化站", "今年有哪些变化，怎么办、到哪办。", topic=Topic.POLICY,
    ),
)  # fmt: skip

IN_BANNER = (
    Theme(
        Kind.REPORT_HEARING, "民生实事办理情况听取报告会", "旗政务服务中心报告厅",
        "代表委员听取十件民生实事进展，现场提问。", ("进展通报", "现场提问", "评议"),
    ),
)  # fmt: skip

TALK_DAY, HOME_TALK = "开放议事日", "周五院坝议事"
MARKET_DAY = "集市便民服务日"
COURSES = (
    "大家逐项发言，意见基本一致，会后在公开栏公示三天。",
    "到场群众发言踊跃，现场解释了政策，能当场答复的都答复了。",
    "边看边议，定下两件马上办的事，其余的问题都记下了。",
    "讲完课留了半个小时答疑，有几户单独留下来问合同。",
    "两项议题通过，一项意见不一，放到下一次再议。",
)
WHY_NOT = ("沙尘暴天气，改期另行通知", "道路积雪，为安全取消")

QUESTIONS = (
    Question("井房到家里的水管冬天总冻，能不能往深里埋一埋。", "入户水管冬天冻堵", "列入开春维修，先给最远的六户加保温。", "water"),
    Question("通村路有一段坑太大，车底盘都磕了，什么时候补。", "通村路一段坑洼待补", "养护段本周先填料压实，雨季后铺面。", "road"),
    Question("变压器带不动，一到抽水浇地就跳闸。", "浇地高峰变压器跳闸", "供电所已登记增容，今年第二批实施。", "power"),
    Question("草原补奖今年什么时候发，听说有变化。", "草原补奖何时发放", "八月底前打卡，标准没有变，公示表在公开栏。", "policy"),
    Question("老人高龄津贴认证要到旗里，能不能在村里办。", "高龄津贴认证就近办理", "每月十五日在党群服务中心集中代办。", "benefits"),
    Question("校车早上不进我们这个组，孩子要走两里地。", "校车不进小组", "已和学校商定，下周起增加一个停靠点。", "school"),
    Question("卫生室经常锁着门，买个降压药要跑镇上。", "卫生室开门时间不固定", "坐诊时间改为每天上午，门口贴了电话。", "health"),
    Question("垃圾箱两个星期没人清，夏天味大。", "垃圾箱清运不及时", "改为每三天清运一次，由网格员签字确认。", "other"),
    Question("集体草场租金用到哪里了，能不能说清楚。", "集体草场租金去向", "收支明细已在公开栏贴出，并在会上逐笔说明。", "village"),
    Question("手机信号在西边几户打不通电话。", "西边几户没有信号", "铁塔公司勘测过，补点工程排在下半年。", "power"),
    Question("想学电焊，有没有不花钱的培训。", "想参加免费技能培训", "下月有一期电焊班，已帮着报名。", "work"),
    Question("建议在文化广场装两盏路灯，晚上跳舞看不见。", "广场加装路灯的建议", "议事会同意，从集体经济列支，月底装好。", "advice"),
)  # fmt: skip
CLOSED = "同一件事已有答复，本人在场听了说明，表示不再提。"
