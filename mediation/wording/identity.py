"""What the system says about identity numbers, credit codes and telephone numbers.

Errors stand at the field and begin with what to do; warnings are shown and passed.
"""

from enum import Enum
from typing import Any

from mediation.rules.identity import NumberKind, Severity, Sex

LABELS: dict[type[Enum], dict[Any, str]] = {
    Severity: {Severity.WARNING: "提示", Severity.ERROR: "需要更正"},
    NumberKind: {
        NumberKind.RESIDENT_ID: "居民身份证",
        NumberKind.OLD_RESIDENT_ID: "15位居民身份证",
        NumberKind.RESIDENCE_PERMIT: "港澳台居民居住证",
        NumberKind.CREDIT_CODE: "统一社会信用代码",
        NumberKind.MOBILE: "手机号码",
        NumberKind.LANDLINE: "固定电话",
        NumberKind.HONG_KONG_OR_MACAO: "港澳电话",
    },
    Sex: {Sex.MALE: "男", Sex.FEMALE: "女"},
}

ERRORS: dict[str, str] = {
    "identity.id_length": "请核对身份证号码：应为18位，现为{length}位。持其他证件的，请先选择证件类型。",
    "identity.permit_area": "请核对港澳台居民居住证号码：前六位应为810000、820000或830000。",
    "identity.travel_permit": "请核对通行证号码：港澳为H或M加8位或10位数字，台湾为8位数字。",
    "identity.permanent_residence": "请核对永久居留身份证号码：旧证为3个字母加12位数字，新证为9开头的18位。",
    "identity.id_characters": "请核对身份证号码：前17位应为数字，末位为数字或X。",
    "identity.id_checksum": "请核对身份证号码：末位校验码不符，可能有数字抄错。",
    "identity.id_birth_date": "请核对身份证号码：其中的出生日期不存在。",
    "identity.id_born_in_future": "请核对身份证号码：其中的出生日期{born_on}晚于今天。",
    "identity.id_old_form": "请核对是否已换领18位身份证：这是15位旧号码。",
    "identity.id_area": "请核对身份证号码：前两位不是已知的省级区划代码。",
    "identity.id_age": "请核对身份证号码：按出生日期计算为{age}周岁。",
    "identity.code_length": "请核对统一社会信用代码：应为18位，现为{length}位。",
    "identity.code_characters": "请核对统一社会信用代码：只含数字和大写字母，不含I、O、S、V、Z。",
    "identity.code_checksum": "请核对统一社会信用代码：末位校验码不符，可能有字符抄错。",
    "identity.body_code_checksum": "请核对统一社会信用代码：第9至17位的主体标识码校验不符。",
    "identity.phone": "请核对电话号码：填写11位手机号码，或带区号的固定电话。",
}
