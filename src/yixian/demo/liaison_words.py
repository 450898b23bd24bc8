"""What is seen, heard and planned on the visits of the demonstration. All of it is invented."""

from yixian.liaison.enums import Came, Met

TOPICS = (
    "看望困难户", "走访接羔户", "商量修路", "问春耕备耕", "讲草畜平衡政策", "看自来水工程", "听社区养老意见",
    "看望独居老人", "走访务工家庭", "查看危房改造", "问冬储饲草", "讲医保政策",
)  # fmt: skip
NOTES = (
    "饲草储得够，担心开春价格。",
    "老人身体尚可，药要从镇上捎。",
    "通村路还差三公里，雨后难走。",
    "合作社想添一台打捆机，缺一半的钱。",
    "孩子在旗里上学，来回接送是个难处。",
    "井水有点苦，盼着通自来水。",
)
CONCERNS = (
    "通村路东头那段雨后走不了车，什么时候修？",
    "草原补奖的卡换了，不知道钱打到哪张卡上。",
    "自来水一到晚上就没压力。",
    "想学电焊，不知道哪里报名。",
    "老人的高龄津贴去年停了，问是什么原因。",
    "合作医疗今年涨了多少，想弄明白。",
    "手机在后山没有信号，接羔的时候叫不到人。",
    "嘎查的路灯坏了两盏，晚上孩子不敢走。",
    "想把草料棚搭在自家院外，不知道要不要批。",
    "垃圾车一个月才来一次，夏天味道大。",
)
ANSWERS = (
    "当场查了补贴系统，钱已到新卡上，陪着核对过。",
    "把政策念了一遍，又留下一份明白纸。",
    "电话问了主管单位，下周三来修，已告诉本人。",
    "帮着在网上报了名，月底开班。",
    "解释了停发原因，本人补交认证后已恢复。",
)
REASON = "当事人说已经自己解决，不用再办。"
CATEGORIES = ("road", "water", "benefits", "power")
MET = (
    (Met.HOUSEHOLDS,),
    (Met.HERDERS, Met.HOUSEHOLDS),
    (Met.ELDERS, Met.HARDSHIP),
    (Met.CADRES, Met.HOUSEHOLDS),
    (Met.WORKERS_AWAY,),
    (Met.BUSINESSES, Met.CADRES),
)
CAME = (
    (Came.LISTENED,),
    (Came.LISTENED, Came.EXPLAINED),
    (Came.HELPED,),
    (Came.SETTLED, Came.LISTENED),
    (Came.PLAN,),
)
ITEMS = (
    "打深井通自来水", "硬化通村路", "建储草棚", "改造危房", "装路灯", "建文化活动室", "办电焊培训班",
    "引进良种羊", "修排水渠", "建老年餐桌", "平整饲草地", "建垃圾收集点",
)  # fmt: skip
REMARKS = ("材料已进场", "已验收", "等资金到位", "正在施工")
HAND_OVER = "两户困难户要接着帮；修路的事答应了入冬前给回话，请继续跟上。"
