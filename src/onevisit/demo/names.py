"""Words from which people and businesses are invented. Every name is marked 示例·: nobody takes it for a real one."""

from __future__ import annotations

MARK = "示例·"


def words(*lines: str) -> tuple[str, ...]:
    """The words of these lines."""
    return tuple(" ".join(lines).split())


SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段曲钱汤尹黎易常武乔贺赖龚文"
)
"""The commonest first, and drawn so."""

GIVEN = {
    ("old", True): words("建国 德福 守信 玉山 庆祥 长河 兆林 广田 洪章 茂才 永年 传忠 学礼 家祥 金声 同春"),
    ("old", False): words("桂英 秀兰 玉珍 淑芳 凤云 翠花 素梅 月娥 兰香 桂芝 爱莲 玉琴 春兰 素云 秀芬 美荣"),
    ("middle", True): words(
        "志强 建军 国栋 立新 永刚 海涛 卫国 晓东 文斌 振华 新民 光辉 庆国 宝林 玉亮 长春"
    ),
    ("middle", False): words(
        "丽华 晓燕 红梅 海霞 春玲 秀丽 玉红 爱华 桂芳 艳丽 建华 文娟 淑敏 翠玲 凤芹 美玲"
    ),
    ("young", True): words("子轩 浩然 宇航 俊杰 泽宇 明哲 天佑 晨阳 家豪 文博 一鸣 嘉诚 鹏飞 思远 博文 志远"),
    ("young", False): words(
        "欣怡 雨涵 诗雨 梦瑶 佳琪 思琪 雅雯 晓萌 婷婷 静雯 若曦 可心 语嫣 晨曦 子涵 嘉怡"
    ),
}
"""Given names by age and whether a man bears them."""

TRADES = words(
    "餐饮 市政工程 商贸 陶瓷 机电 物流 房地产开发 文化传媒 酒店管理 农业科技 琉璃工艺 财务咨询",
    "大药房 管道工程 建材 广告 人力资源 新材料 装饰工程 物业服务 食品 置业 货运 燃气",
)
"""What an enterprise's name says it does."""

FANCY = words(
    "颜灵 凤凰 孝水 范泉 鲁山 禹王 岳阳 五阳 荆山 原山 龙泉 白石 朝阳 柳行 珑山 青石 双山 金牛 神头 沣水"
)
"""The middle of an enterprise's name."""

INSTITUTIONS = words(
    "实验小学 第二幼儿园 社区卫生服务站 文化馆 图书馆 水利工程服务站 农业技术服务中心 少年宫"
)
ASSOCIATIONS = words("琉璃文化研究会 陶瓷行业协会 餐饮行业协会 老年书画协会 户外运动协会 乡村旅游协会")
HOSPITALS = words("示例·博山第一医院 示例·城东社区卫生服务中心 示例·源泉中心卫生院")

SHOPS = words(
    "颜山小馆 老巷菜馆 柳行面馆 凤凰山烧饼铺 范泉豆腐箱 孝妇河酥锅店 石马羊汤馆 青石关饺子馆 五音茶饮 珑山包子铺"
)
"""What stands over the doors of small restaurants."""

ROADS = words("中心路 沿河东路 沿河西路 新建一路 新建二路 双山街 人民路 峨嵋山路 白虎山路 县前街 颜山路")
"""Roads stand in examples of the pack too; what is dug up there is invented."""


def generation(age: int) -> str:
    """Which names were in fashion when somebody of this age was born."""
    return "old" if age >= 58 else "middle" if age >= 36 else "young"
