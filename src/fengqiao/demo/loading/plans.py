"""The county's contingency plans: a bridge railing, and a smell of gas."""

from __future__ import annotations

from fengqiao.demo.county.contracts import County
from fengqiao.domains.incidents.contracts import NewPlan, PlanItem, PlanPart
from fengqiao.domains.incidents.public import publish_plan
from fengqiao.foundation.scoping.contracts import SYSTEM

TELL, FIRST, THEN, VOLUNTEERS = PlanPart.TELL, PlanPart.FIRST, PlanPart.THEN, PlanPart.VOLUNTEERS
BRIDGE = (
    PlanItem(TELL, "消防救援 119：水上救援和救生气垫", "fire brigade 119: boat and rescue cushion"),
    PlanItem(TELL, "急救 120 在桥头待命", "ambulance 120 waits at the bridgehead"),
    PlanItem(TELL, "值班所领导和县局指挥中心", "leader on duty and the county's command centre"),
    PlanItem(
        FIRST, "不鸣警笛、不开警灯接近，一人说话，其他人退后", "no siren, no lights; one talks, the others stay back"
    ),
    PlanItem(FIRST, "带救生绳、救生圈，占好桥栏两侧", "rope and ring at hand, both sides of the railing"),
    PlanItem(FIRST, "上下游各一组沿岸", "one group on each bank downstream"),
    PlanItem(THEN, "桥面临时管制，劝离围观和拍摄的人", "close the bridge; ask onlookers and filmers to leave"),
    PlanItem(THEN, "找到家属，请能劝得动的人到场", "find the family; bring whom he or she listens to"),
    PlanItem(THEN, "脱险后不离人，交家属和 120，问清起因", "not alone afterwards: family, ambulance, and the cause"),
    PlanItem(VOLUNTEERS, "红袖标巡逻队：两端劝离、引导救护车", "patrol volunteers: both ends, lead the ambulance in"),
    PlanItem(
        VOLUNTEERS, "社区调解员：起因是纠纷的，次日上门", "community mediator: next day, where a quarrel was behind it"
    ),
)
GAS = (
    PlanItem(TELL, "消防救援 119", "fire brigade 119"),
    PlanItem(TELL, "燃气公司抢修，报准确地址和表后阀位置", "gas company: exact address, where the valve is"),
    PlanItem(TELL, "社区和物业，查清楼内行动不便的人", "community and property manager: who cannot walk"),
    PlanItem(FIRST, "上风向停车，不按门铃、不开关电器、不用对讲机进楼", "park upwind; no bell, switch or radio inside"),
    PlanItem(FIRST, "敲门疏散，开窗，关表后阀", "knock, get people out, open windows, close the valve"),
    PlanItem(FIRST, "五十米警戒，禁火、禁车", "fifty metres: no flame, no engine"),
    PlanItem(THEN, "清点人数，安置点登记", "count heads, register who waits where"),
    PlanItem(THEN, "抢修方确认浓度正常后再放人", "back in only when the gas company has measured"),
    PlanItem(VOLUNTEERS, "楼栋志愿者：逐户敲门，搀扶老人", "stairwell volunteers: door by door, help the old"),
    PlanItem(VOLUNTEERS, "红袖标巡逻队：守住路口", "patrol volunteers: hold the crossings"),
)


def load_plans(county: County) -> int:
    """This function will publish the plans of the county bureau, in force at each of its stations."""
    plans = (
        NewPlan(
            "bridge-railing",
            county.county_code,
            "桥栏轻生警情处置预案",
            "Somebody at a bridge railing",
            ("urgent_help/life_risk",),
            BRIDGE,
        ),
        NewPlan("gas-smell", county.county_code, "燃气异味处置预案", "Smell of gas", ("disaster/gas",), GAS),
    )
    for plan in plans:
        publish_plan(actor=SYSTEM, plan=plan)
    return len(plans)
