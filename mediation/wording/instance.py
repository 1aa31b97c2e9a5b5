"""What the founding of an instance says."""

ERRORS = {
    "instance.already_founded": "{name}已经建立，不需要再次初始化。",
    "settings.faulty": "设置有误，请检查：{names}。",
}
