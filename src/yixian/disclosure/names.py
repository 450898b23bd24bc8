"""Names of persons and places of residence in a Chinese text: found by surname, title and custom, so never certain."""

import re
from collections.abc import Iterator

import rjieba

from yixian.disclosure.enums import Kind
from yixian.disclosure.finding import Finding
from yixian.disclosure.spelling import Spelling

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜"
    "詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉"
    "饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖"
    "糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺乌"
)
DOUBLE = "欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|东方|端木|呼延|拓跋"
ENDS = (
    "和与及跟同的了在把被将对向因为是有说反称要求到去来家等也又都不未没已曾正提出现从给让就按请两某甲乙丙丁"
)
"""Characters that end a name rather than stand in it."""
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂红玉梅建国华志荣林海峰永生春文斌飞鹏鑫云宝根福贵财祥发旺"
    "凤莲珍琴芬淑慧琳燕萍玲彩翠雪晓燕辉亮波宁龙虎东凯浩宇轩佳怡欣婷倩颖瑞璐琪俊豪民胜利忠义仁德孝才学武兴安"
    "康健立成达光喜庆新金银山河江美香菊花爱连满柱栓锁牛狗娃铁钢全会树长清顺树庭廷元宏洪"
)
UNITS = (
    "乌云|其木格|其其格|巴特尔|巴图|图雅|托娅|托雅|高娃|斯琴|苏和|苏布德|宝音|毕力格|朝鲁|朝克图|朝格图|额尔德尼|格日勒|格日乐|"
    "那仁|娜仁|那顺|孟克|蒙克|敖登|敖特根|阿拉腾|阿拉坦|阿木尔|阿日斯楞|萨仁|萨日娜|萨如拉|通拉嘎|呼和|哈斯|道尔吉|"
    "道日吉|扎布|扎木苏|塔娜|乌日娜|乌兰|乌力吉|乌恩|牧仁|吉日嘎拉|吉雅|布和|布仁|布日古德|达来|达赖|德力格尔|恩和|恩克|"
    "嘎拉|胡日查|莫日根|宁布|奥云|青格乐|青格勒|仁钦|赛罕|赛音|斯日古楞|苏日娜|苏雅拉|特木尔|铁木尔|腾格尔|图门|图布信|"
    "希吉日|锡林|雅茹|伊德尔|伊拉图|照日格图|查干|陶格陶|满都拉|满达|浩斯|白音|巴音|巴雅尔|必力格|散丹|娜布其|塔拉|温都苏|"
    "吉日格勒|金花|银花|楚鲁|楚伦|呼斯楞|阿如罕|阿古拉|阿斯尔|昂沁|巴根|巴雅斯古楞|宝力道|宝力高|布赫|额日和木|傲日格勒|"
    "海日罕|巨力格|其劳|乔鲁|桑布|舍楞|诺敏|诺日布|米吉德|旺楚克|敏珠尔|巴达玛|丹巴|拉西|龙梅|玉荣|琪琪格|高勒"
)
ALONE = (
    "其木格|其其格|巴特尔|巴图|图雅|托娅|托雅|高娃|斯琴|苏和|苏布德|毕力格|朝鲁|朝克图|朝格图|额尔德尼|格日勒|那仁|娜仁|那顺|"
    "孟克|蒙克|敖登|敖特根|萨仁|萨日娜|通拉嘎|道尔吉|道日吉|塔娜|乌日娜|乌力吉|牧仁|吉日嘎拉|布和|布仁|达来|德力格尔|恩和|"
    "胡日查|莫日根|青格乐|青格勒|仁钦|斯日古楞|苏日娜|特木尔|铁木尔|腾格尔|图门|希吉日|雅茹|照日格图|陶格陶|满都拉|巴雅尔|"
    "呼斯楞|阿古拉|宝力道|舍楞|诺敏|旺楚克|琪琪格|乌云"
)
SPEAKER = (
    "我叫|本人|名叫|姓名|牧民|农民|村民|居民|邻居|户主|业主|当事人|申请人|信访人|反映人|举报人|被申请人|受害人|伤者|患者|司机|"
    "职工|工人|老人|社员|承包人|经办人|联系人|报告人|儿子|女儿|丈夫|妻子|父亲|母亲|哥哥|弟弟|姐姐|妹妹|儿媳|女婿"
)
TITLE = (
    "先生|女士|同志|大爷|大娘|大叔|大婶|大哥|大姐|师傅|老师|医生|主任|书记|镇长|村长|组长|局长|所长|科长|队长|嘎查长|达|网格员|"
    "经理|老板|等人|一家|夫妇|夫妻|之子|之妻|两口子|额吉|阿爸"
)
LAND = "(?:镇|嘎查|村|苏木|旗|市|浩特|社区|盟|路|街|草原|站|工作|淖尔|庙|湖)"
PLACE = (
    r"[^\W\d_和与及跟同的了在到从往由于住是把被将对向给我你他她它这那各本该]{1,6}"
    r"(?:嘎查|村|社区|小区|街道|苏木|镇|大街|路|街|巷|胡同|家园|花园|公寓|队)"
)
HOUSE = r"[\d一二三四五六七八九十百东西南北]{1,5}\s?(?:组|社|队|巷|弄|号院|号楼|号|栋|幢|楼|单元|室|户|排)"

NAMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{SPEAKER})[:\s是为叫]{{0,2}}((?:{DOUBLE}|[{SURNAMES}])[^\W\d_{ENDS}a-z]{{1,2}})",
        rf"((?:{DOUBLE}|[{SURNAMES}])[^\W\d_{ENDS}a-z]{{0,2}})(?=(?:{TITLE}))",
        rf"([老小][{SURNAMES}])(?![^\W\d_{ENDS}])",
        rf"(?<![^\W\d_和与及跟向])([{SURNAMES}][{GIVEN}三四五六]{{1,2}})(?=[\W和与及跟的多向对说反在])",
        rf"((?:{DOUBLE}|[{SURNAMES}])[{GIVEN}]{{2}})",
        rf"((?:{UNITS}){{2,3}})(?!{LAND})",
        rf"((?:{ALONE}))(?!{LAND})",
    )
)
ADDRESSES = (
    re.compile(rf"(?:{PLACE})+\s?(?:{HOUSE}\s?)+"),
    re.compile(rf"(?:{HOUSE}\s?){{2,}}"),
    re.compile(r"\d{1,4}\s?(?:号楼|栋|幢|单元)\s?\d{0,4}"),
)
PERSON_TAGS = ("nr", "nrt", "nrfg")
NOBODY = (
    "高度|方达|方便|安排|安全|明白|平安|和谐|包联|文明|何况|全会|成立|金银|小康|马上|高兴|方法|方案|全镇|全旗|全村|全体|全部|全家|于是|经常|"
    "常年|时候|时间|金额|强行|解决|解释|解除|古城|江河|水库|华侨|党员|党支部|党委|计划|车辆|房屋|牛羊|马匹|连同|连续|单位|应当|应该|"
    "符合|和平|花费|充分|温度|商量|曲折|明确|明显|明年|能力|项目|程序|管理|路口|路面|段落|相关|古树|史料|谈话|查看|查处|封闭|易发|费用"
)
"""Words that begin as a name does."""
OTHER = re.compile(rf"^(?:{NOBODY})|[某甲乙丙丁]|{LAND}$")


def by_custom(text: str, plain: Spelling) -> Iterator[Finding]:
    """Names and addresses by how one writes them. None is certain: a person looks at each."""
    for pattern in NAMES:
        for match in pattern.finditer(plain.text):
            if not OTHER.search(match[1]):
                yield _found(text, plain, match.span(1), Kind.NAME)
    for start, end in _tagged(plain.text):
        yield _found(text, plain, (start, end), Kind.NAME)
    for pattern in ADDRESSES:
        for match in pattern.finditer(plain.text):
            yield _found(text, plain, match.span(), Kind.ADDRESS)


def _tagged(plain: str) -> Iterator[tuple[int, int]]:
    """Words that the dictionary of the search knows as names of persons."""
    start = 0
    for word, tag in rjieba.tag(plain):
        end = start + len(word)
        if tag in PERSON_TAGS and len(word) > 1 and not OTHER.search(word):
            yield start, end
        start = end


def _found(text: str, spelling: Spelling, span: tuple[int, int], kind: Kind) -> Finding:
    start, end = spelling.span(*span)
    return Finding(kind=kind, start=start, end=end, text=text[start:end])
