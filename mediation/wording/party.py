"""What the pages of a party say."""

from mediation.rules.party import IdKind, PartyRole, SealedField

SAID = {
    "kept": "当事人信息已保存。",
}

LABELS = {
    PartyRole: {
        PartyRole.APPLICANT: "申请人",
        PartyRole.RESPONDENT: "被申请人",
        PartyRole.THIRD_PARTY: "第三人",
    },
    SealedField: {
        SealedField.ID_NUMBER: "证件号码",
        SealedField.MOBILE: "联系电话",
        SealedField.ADDRESS: "住址",
    },
    IdKind: {
        IdKind.RESIDENT_ID: "居民身份证",
        IdKind.RESIDENCE_PERMIT: "港澳台居民居住证",
        IdKind.TRAVEL_PERMIT: "来往内地通行证",
        IdKind.PASSPORT: "护照",
        IdKind.PERMANENT_RESIDENCE: "外国人永久居留身份证",
        IdKind.OTHER: "其他证件",
    },
}

ERRORS = {
    "party.not_found": "没有找到这位当事人，或没有查看权限。",
    "party.number_not_given": "这位当事人没有登记这项信息。",
}

FIELDS = {
    "role": "地位",
    "is_employer": "是用人单位",
    "name": "姓名或名称",
    "sex": "性别",
    "born_on": "出生日期",
    "id_kind": "证件类型",
    "agent_name": "代理人",
    "agent_authority": "代理权限",
    "credit_code": "统一社会信用代码",
    "office_address": "单位住所",
    "legal_representative": "法定代表人或负责人",
    "representative_post": "职务",
    "party_public_id": "当事人",
    "sealed_field": "查看内容",
}
