"""The shipped danger words: what must be heard, and what must not be mistaken for it."""

from __future__ import annotations

import pytest

from fengqiao.domains.incidents.contracts import Route
from fengqiao.domains.incidents.data.rules import danger_rules
from fengqiao.domains.incidents.workflow.sorting import sort_signal

DANGEROUS = (
    "他来要账，拿着棍子堵在门口，他说要杀了我",
    "我老公喝多了要砍死我，快来",
    "邻居扬言要弄死我全家",
    "对方手里提着菜刀在楼道里转",
    "有个人持刀在学校门口",
    "前面有人被捅了，流了好多血",
    "楼下围殴一个小伙子，往死里打",
    "丈夫打我，我躲在厕所里",
    "他掐住我脖子不放，刚跑出来，又打我",
    "楼上两口子越吵越凶，怕他动手",
    "有人跳楼，站在六楼窗户外面",
    "大桥上一个女的翻过护栏坐着",
    "孩子留了遗书出门了",
    "朋友发消息说不想活了，电话不接",
    "我妈喝农药了",
    "有人掉河里了，在水里扑腾",
    "一个小孩掉进井里了",
    "老人突然晕倒，叫不醒",
    "我爸口吐白沫，不省人事",
    "媳妇要生了，路上堵着走不了",
    "工地墙塌了，把人压在下面",
    "电梯困人了，里面有老人",
    "厨房着火了，火苗窜出来了",
    "闻到煤气味很大，楼里有人没出来",
    "仓库那边爆炸了",
    "河水暴涨，房子塌了一角，被水围住了",
    "摩托车撞了一个老人，人躺在地上",
    "三轮车翻了，骑车的人腿动不了",
    "撞完人肇事逃逸了",
    "刚才在巷子里被人抢包了",
    "有个男的强行把一个女孩拉上车",
    "抱走孩子了，快拦住那辆车",
    "有人在砸门，我一个人在家",
    "家里进人了，我躲在柜子里",
    "出租车司机脱我衣服，救命",
    "孩子反锁在车里，天热得很",
    "孩子锁在屋里，煤气还开着",
    "他往身上倒汽油，要放火",
    "好多人提着铁锨在村口对峙，要打起来了",
    "ＨＥＬＰ　ＭＥ，he has a knife",
    "要债的说今天不还钱就打断我的腿",
    "对面楼顶天台边上坐着一个学生，爬上护栏了",
    "他威胁说要跟我们同归于尽",
    "被蛇咬了，手肿得厉害",
)
HARMLESS = (
    "车没油了，能不能给送点油过来",
    "路灯坏了好几天，晚上一片黑",
    "楼上半夜拖桌子，吵死我了",
    "这家店杀价不成还骂人",
    "隔壁杀鸡，味道太大",
    "我的手机死机了，里面有转账记录",
    "停车位被占，真是气死我了",
    "路口堵死了，没人指挥",
    "想咨询献血车停在哪里",
    "老人有高血压，问药店几点开门",
    "孩子丢下书包就走了，书包在我这里",
    "火车站怎么走",
    "他家火锅店排烟太大",
    "两车剐蹭，人没事，没有人受伤",
    "丢了一把雨伞和一袋中药",
    "咨询身份证丢了怎么补办",
    "广场舞音响开到最大",
    "单位在搞消防演习，冒烟的是烟雾弹，不用来",
    "商场跳楼价大甩卖，喇叭太吵",
    "健身房办卡不退钱",
    "网上抢购的东西没发货",
    "学校门口送娃的车停成两排",
    "邻居家的羊啃了我的玉米",
    "反映昨晚报的噪声没有人回电话",
)


@pytest.mark.parametrize("text", DANGEROUS)
def test_danger_is_heard_and_somebody_goes_first(text: str) -> None:
    sorting = sort_signal(text=text, category="other", subcategory="not_police")
    assert sorting.danger, text
    assert sorting.route is Route.DISPATCH
    assert sorting.priority == 1


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_sounds_dangerous_is_not(text: str) -> None:
    assert not sort_signal(text=text).danger


def test_the_list_is_long_enough_to_mean_it() -> None:
    rules = danger_rules()
    words = {word for term in rules.terms for part in term.parts for word in part}
    assert len(words) >= 60
    assert rules.negations
    assert rules.harmless


def test_a_negation_takes_a_word_back() -> None:
    assert not sort_signal(text="双方没有动刀，就是吵架").danger
    assert sort_signal(text="动刀了").danger
