"""What the system says about districts, towns and organisations."""

from enum import StrEnum

from mediation.rules.organisation import LegalNature, OrganisationKind

ERRORS: dict[str, str] = {
    "organisation.not_found": "没有找到，或没有查看权限。",
    "organisation.no_district": "没有代码为{district}的区，请核对。",
    "organisation.no_such_name": "没有名为{name}的机构，请核对名称。",
    "organisation.no_town": "请从列出的镇街中选择。",
    "organisation.name_taken": "请换一个名称：本区已有{taken}。",
}

FIELDS: dict[str, str] = {
    "organisation_name": "机构名称",
    "kind": "机构类别",
    "legal_nature": "法律性质",
    "address": "地址",
    "phone": "电话",
    "town": "所在镇街",
}

LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    OrganisationKind: {
        OrganisationKind.FEDERATION: "区总工会",
        OrganisationKind.TOWN_UNION: "镇街总工会",
        OrganisationKind.CENTRE: "三方联合调解中心",
        OrganisationKind.COURT_STUDIO: "诉调对接工作室",
        OrganisationKind.COURT: "法院",
        OrganisationKind.LAW_FIRM: "律师事务所",
    },
    LegalNature: {
        LegalNature.NO_MEDIATION_BODY: "不是调解组织",
        LegalNature.ENTERPRISE_COMMITTEE: "企业劳动争议调解委员会",
        LegalNature.PEOPLES_MEDIATION_COMMITTEE: "人民调解委员会",
        LegalNature.TOWN_MEDIATION_BODY: "乡镇、街道设立的具有劳动争议调解职能的组织",
        LegalNature.OTHER_LAWFUL_BODY: "其他依法设立的调解组织",
    },
}

SAID: dict[str, str] = {"added": "机构已新增。", "changed": "机构已修改。"}
