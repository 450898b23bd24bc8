"""What people tell cadres in the demonstration. All of it is invented."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Tale:
    """Something that people bring up: its kind, a heading, their words, an answer, and a reason to close it."""

    category: str
    headline: str
    words: str
    answer: str
    reason: str = "同一情况上月已经书面答复，村民表示知道了，这次只是再问一遍进度。"


TALES = (
    Tale(
        category="water",
        headline="冬季饮水困难",
        words="入冬后井口结冰，水泵上不来水，家里老人只好去邻居家拉水，想问什么时候能装保温井盖。",
        answer="当天联系水管员换了加热带，并把保温井盖列进了下周的检修单。",
    ),
    Tale(
        category="road",
        headline="通组路塌陷",
        words="雨后进组的砂石路塌了一段，校车绕行，拉草的车也过不去，盼着早点垫平。",
        answer="已请养护站当天拉料垫平，立了警示桩。",
    ),
    Tale(
        category="power",
        headline="手机信号弱",
        words="夏营地一片没有信号，有急事打不出电话，问能不能加基站。",
        answer="说明了今年的基站选址计划，夏营地排在第二批，先发了可用信号点位图。",
    ),
    Tale(
        category="pasture",
        headline="草原补奖咨询",
        words="今年草畜平衡的面积和去年不一样，想知道按哪一年的图斑算。",
        answer="拿着公示表逐块讲清了口径，牧户核对后表示认可。",
    ),
    Tale(
        category="housing",
        headline="旧房漏雨",
        words="土木房后墙裂了缝，下雨漏水，想申请危房鉴定。",
        answer="现场拍照登记，告诉了鉴定流程和要带的材料。",
        reason="房屋去年已鉴定为安全等级，漏雨属日常修缮，已告知可申请的修缮补助。",
    ),
    Tale(
        category="school",
        headline="寄宿生接送",
        words="孩子周五放学没有班车，家里接羔走不开，希望学校和客运站能衔接。",
        answer="与学校和客运站约定，每周五加开一班到岔路口。",
    ),
    Tale(
        category="health",
        headline="慢病取药远",
        words="老人的高血压药只能去旗里开，来回一百多公里，问村卫生室能不能取。",
        answer="村医当场登记了长处方，从下月起在卫生室取药。",
    ),
    Tale(
        category="benefits",
        headline="高龄津贴认证",
        words="父亲满八十了，手机认证总是不通过，怕津贴断了。",
        answer="当场用代办账号完成认证，打印了回执交给家属。",
    ),
    Tale(
        category="work",
        headline="工资迟发",
        words="在砂场干了两个月，工资说好月结，到现在还没发，希望帮着问问。",
        answer="电话联系了砂场负责人，约定三日内结清，并告知了劳动监察的电话。",
    ),
    Tale(
        category="other",
        headline="垃圾点清运慢",
        words="沟口的垃圾点半个月没清，刮风时塑料袋挂在围栏上，羊会吃。",
        answer="请保洁员当天清运，以后每周二、周五各一趟。",
    ),
    Tale(
        category="village",
        headline="集体收入公开",
        words="想看今年集体机动地的租金用在哪里，公开栏上的字看不清。",
        answer="请会计带账本现场解释，并把公开栏重新打印张贴。",
    ),
    Tale(
        category="policy",
        headline="种粮补贴口径",
        words="流转来的地能不能领种粮补贴，跟承包户说不到一起。",
        answer="讲了“谁种粮谁领”的口径，双方在合同上补签了一条。",
    ),
    Tale(
        category="advice",
        headline="建议设便民点",
        words="建议在三岔口设一个便民点，赶集的人可以在那里办事、歇脚。",
        answer="记下建议，说明今年先在集市日摆流动窗口，看人多少再定。",
        reason="便民点要占用道路用地，已由站里说明不能设，改为集市日流动窗口。",
    ),
)
HEADINGS = (
    "入户走访",
    "田间地头谈话",
    "夜访夜谈",
    "围炉座谈",
    "雨后查看",
    "回访",
    "随机走访",
    "帮忙接羔时闲谈",
)
HEARD = (
    "到家时正在喂牲口，坐下聊了半个钟头，收成和孩子上学都问了，情绪平和。",
    "几户人家凑在一起，先说天气和草场，后来说到村里的事，意见都摆在了明面上。",
    "主要听他们说，没有打断；能当场答的当场答了，答不了的记下来回去问。",
    "老两口在家，儿女在外务工，身体尚可，说有事会给网格员打电话。",
)
PEOPLE = ("{name}一家", "{name}和两户邻居", "{name}，电话 {phone}", "{name}夫妇")
HOUSEHOLD = (
    "家中四口，草场八百亩，有存栏羊一百二十只。",
    "家中两位老人，低保已落实。",
    "三口之家，种地四十亩，农闲打工。",
)
PLAN = ("下月再去一次，看答应的事办了没有。", "把能合并的几件一起向站里报。", "等结果出来，当面告诉他们。")
THOUGHTS = (
    "话要听完，事要记清，回音要快。",
    "同一件事几户都在说，应当一并解决。",
    "去之前先看上次的记录，省得让人再说一遍。",
)
REMARKS = ("请再上门说一次，把答复写成纸条留下。",)
ANSWERS = ("已按说好的办完，给您看过了。", "部门已经处理，材料和结果都送到了家里。")
