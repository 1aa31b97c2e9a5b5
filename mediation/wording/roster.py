"""What the system says about the roster of a collective case."""

ERRORS: dict[str, str] = {
    "roster.number_twice": "名单中{first}和{second}的证件号码相同，请核对后再登记。",
}
