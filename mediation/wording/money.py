"""What the system says about an amount that cannot be read."""

ERRORS: dict[str, str] = {
    "money.missing": "请填写金额。",
    "money.not_an_amount": "请填写以元为单位的金额，例如 12345.60 或 1.2万。",
    "money.negative": "请填写不小于零的金额。",
    "money.too_large": "请核对金额：不能超过 {largest} 元。",
    "money.too_precise": "请把金额写到分：小数最多两位。",
}
