"""What the system says about agreements: their parts, their faults, and what a check found."""

from enum import Enum
from typing import Any

from mediation.rules.agreement import AgreementGroup, Capacity
from mediation.rules.agreement_checks import Particular, Weight

LABELS: dict[type[Enum], dict[Any, str]] = {
    Capacity: {
        Capacity.APPLICANT: "申请人",
        Capacity.RESPONDENT: "被申请人",
        Capacity.THIRD_PARTY: "第三人",
        Capacity.MEDIATOR: "调解员",
    },
    AgreementGroup: {
        AgreementGroup.IN_HAND: "拟定和签署",
        AgreementGroup.RUNNING: "履行中",
        AgreementGroup.OVERDUE: "逾期未履行",
        AgreementGroup.ENDED: "已结束",
    },
    Weight: {Weight.BLOCKING: "须更正", Weight.ADVISORY: "请核对"},
    Particular: {
        Particular.ID_NUMBER: "证件号码",
        Particular.SEX: "性别",
        Particular.BIRTH_DATE: "出生日期",
        Particular.ADDRESS: "住址",
        Particular.TELEPHONE: "联系电话",
        Particular.CREDIT_CODE: "统一社会信用代码",
        Particular.OFFICE_ADDRESS: "住所地",
        Particular.LEGAL_REPRESENTATIVE: "法定代表人（负责人）",
    },
}

FIELDS: dict[str, str] = {
    "facts": "纠纷主要事实",
    "disputed": "争议事项",
    "default_consequence": "违约责任",
    "other_terms": "其他约定",
    "total": "协议总额",
    "copies": "协议份数",
    "terms": "履行项目",
    "payee": "收款人",
    "what": "履行内容",
    "due_on": "履行日期",
    "method": "履行方式",
    "account": "收款账户",
    "signers": "签署人",
    "signed_on": "签署日期",
    "agent": "代签人",
    "sealed_on": "用印日期",
}

ERRORS: dict[str, str] = {
    "agreement.not_found": "这个案件还没有协议。请先起草协议。",
    "agreement.obligation_not_found": "没有找到这一履行项目，请返回协议页面核对。",
    "agreement.not_a_draft": "协议已不是草稿，不能再修改；定稿后需要改动的，请另立新版本。",
    "agreement.not_final": "协议定稿后才能登记签署，请先定稿。",
    "agreement.not_signed": "各方签署齐全后才能登记用印，请先登记签署。",
    "agreement.not_ready": "还有{count}处须更正，更正后才能定稿。请按检查结果逐项补正。",
    "agreement.account_unclear": "请重新填写付给{payee}的收款账户：无法确定原来保存的是哪一个。",
    "agreement.in_the_future": "请填写今天或今天以前的{field}。",
    "agreement.signed_before_final": "请填写{final_on}（定稿日）或以后的日期。",
    "agreement.sealed_before_signing": "请填写{signed_on}（最后签署日）或以后的日期。",
    "agreement.signature_not_awaited": "所选签署人已经登记，或不在本协议的签署人之列。请刷新页面后重选。",
    "agreement.agent_for_one": "请逐人登记代签：一次只能为一名签署人填写代签人。",
    "agreement.facts_missing": "请填写纠纷主要事实。",
    "agreement.disputed_missing": "请填写争议事项。",
    "agreement.terms_missing": "请至少填写一项履行内容。",
    "agreement.claims_unsplit": "请先把诉求总额分到各个案由，再定稿。",
    "agreement.side_missing": "请先补登{side}。",
    "agreement.characters_without_font": (
        "请核对这些字符的写法：{characters}。现有字体都没有收录，印不出来。"
    ),
    "agreement.too_few_copies": "请核对份数：一式{copies}份不够各方和调解组织各执一份，至少{needed}份。",
    "agreement.sum_too_small": "各期合计 {added} 元，比总额少 {less} 元。",
    "agreement.sum_too_large": "各期合计 {added} 元，比总额多 {more} 元。",
    "agreement.day_missing": "请填写第{at}项的履行日期。",
    "agreement.day_past": "请核对第{at}项：履行日期{day}已经过去。",
    "agreement.method_missing": "请填写第{at}项的履行方式。",
    "agreement.payee_missing": "请填写第{at}项的收款人。",
    "agreement.account_missing": "第{at}项约定转账，但没有收款账户。",
    "agreement.wages_on_rest_day": "第{at}项的工资付款日{day}是休息日，应提前到{pay_by}支付。",
    "agreement.on_rest_day": "第{at}项的履行日{day}是休息日，建议约定在{pay_by}或以前。",
    "agreement.identity_missing": "{party}还缺：{lacking}。",
    "agreement.particulars_missing": (
        "{party}没有登记{lacking}；申请仲裁审查时要提供双方的送达地址和电话。"
    ),
    "agreement.authority_missing": "请写明{party}的代理人{agent}的代理权限，只写“全权代理”不够。",
    "agreement.sweeping_waiver": "条款中有“{words}”，建议由律师复核。",
    "agreement.vague_words": "条款中有“{words}”，内容不明确的，审查或确认时可能不被受理。",
    "agreement.review_barred": "协议确认了劳动关系，不能申请仲裁审查；需要审查的，请另行处理这一项。",
}

SAID: dict[str, str] = {
    "saved": "草稿已保存，检查结果见“定稿前检查”。",
    "final": "协议已定稿，文本和校验码不再改变。请打印后由各方签署。",
    "redrafted": "已另立新版本，原定稿文本仍保留在文书中。",
    "signed": "签署已登记。",
    "all_signed": "签署已齐全，请主管登记用印。",
    "sealed": "协议已生效，仲裁审查和司法确认的期限、各项履行期限已经开始计算。",
    "recorded": "履行情况已登记。",
}

# How the articles behind a finding are named where the law is silent.
PRACTICE_WORDS = "办案惯例"
METHODS = ("银行转账", "现金", "当面交付", "办理手续")
