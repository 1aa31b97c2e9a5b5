"""What the channels of intake say: the kinds of each, and what one must bring."""

from enum import StrEnum

from mediation.rules.came_by import PetitionKind
from mediation.rules.hotline_order import Difficulty, IssuingLevel, OrderKind, OrderSource
from mediation.rules.referral import OtherBody, TransferKind

LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    PetitionKind: {
        PetitionKind.SUGGESTION: "建议意见类",
        PetitionKind.ACCUSATION: "检举控告类",
        PetitionKind.APPEAL: "申诉求决类",
    },
    OrderSource: {
        OrderSource.HOTLINE_12351: "12351职工热线",
        OrderSource.WORKERS_ONLINE: "工人在线",
        OrderSource.HOTLINE_12345: "12345热线",
    },
    IssuingLevel: {
        IssuingLevel.NATION: "全国",
        IssuingLevel.PROVINCE: "省",
        IssuingLevel.CITY: "市",
        IssuingLevel.DISTRICT: "区",
    },
    OrderKind: {
        OrderKind.QUESTION: "问题咨询",
        OrderKind.HELP: "服务帮扶",
        OrderKind.COMPLAINT: "信访投诉",
        OrderKind.LEGAL_AID: "法律援助",
        OrderKind.SUGGESTION: "意见建议",
    },
    Difficulty: {
        Difficulty.ORDINARY: "一般",
        Difficulty.DIFFICULT: "难点",
        Difficulty.COMPLEX: "特别复杂",
    },
    OtherBody: {
        OtherBody.ARBITRATION: "劳动人事争议仲裁委员会",
        OtherBody.INSPECTION: "劳动保障监察机构",
        OtherBody.COURT: "人民法院",
        OtherBody.POLICE: "公安机关",
        OtherBody.LEGAL_AID: "司法行政、法律援助机构",
        OtherBody.PETITION_OFFICE: "信访工作机构",
        OtherBody.UNION: "上级或同级工会",
        OtherBody.OTHER: "其他单位",
    },
    TransferKind: {
        TransferKind.BEFORE_ACCEPTANCE: "受理前建议先行调解",
        TransferKind.ENTRUSTED: "庭前委托调解",
    },
}

ERRORS = {
    "channel.order_missing": "请填写工单编号、来源、交办层级和交办日期。",
    "channel.order_in_the_future": "请填写今天或以前的交办日期。",
    "channel.sender_missing": "请填写转来的单位、文号和日期。",
    "channel.event_missing": "请选择咨询活动；还没有登记的，先到“咨询活动”登记。",
    "channel.letter_after_received": "请核对来信日期：应不晚于收到日期{received_on}。",
    "channel.owes_an_answer": "请选择其他下一步：{channel}需要办理和答复，不能按咨询当场办结。",
    "channel.many_representatives": "来访{count}人。集体走访的，请提示推选代表，代表不得超过{most}人"
    "（信访工作条例第20条第3款）；登记已保存。",
    "channel.order_past_due": "这件工单的办结日期{due_on}已过，收到时即已逾期，请立即答复；登记已保存。",
}

EVENT = "{day} {name}"

FIELDS = {
    "person_count": "人数",
    "petition_kind": "信访类别",
    "letter_on": "来信日期",
    "order_source": "工单来源",
    "order_level": "交办层级",
    "order_number": "工单编号",
    "order_kind": "工单类别",
    "order_difficulty": "难易程度",
    "order_handed_down_on": "交办日期",
    "order_due_on": "办结日期",
    "referred_body": "转来单位类别",
    "referred_by": "转来单位",
    "referral_number": "来文文号或案号",
    "referred_on": "来文日期",
    "transfer": "移送方式",
    "event_public_id": "咨询活动",
}
