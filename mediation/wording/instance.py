"""What the system says about an instance: its folder, its keys, its database, its settings."""

ERRORS: dict[str, str] = {
    "instance.already_founded": "{name}已经建立，不需要再次初始化。",
    "instance.not_founded": "{folder}里还没有实例。请先运行：mediation init --instance {folder}。",
    "instance.other_kind": "{folder}里已有另一种用途（{kind}）的实例，请换一个文件夹。",
    "instance.keys_missing": "数据库已经存在，但缺少密钥{names}。请从备份放回原来的密钥；没有生成新密钥。",
    "instance.wrong_keys": "密钥与数据库不符。请放回建立这个数据库时的密钥；没有写入任何内容。",
    "instance.schema_missing": "数据库里还没有表。请先运行：mediation init --instance {folder}。",
    "instance.schema_behind": "数据库结构比程序旧。请运行：mediation upgrade --instance {folder}。",
    "instance.schema_unknown": "数据库结构（{revision}）比程序新。请安装与数据库相配的程序版本。",
    "instance.database_away": "数据库没有应答。请检查数据库是否启动、地址是否正确。",
    "instance.half_certificate": "请同时给出证书（--cert）和私钥（--key）。",
    "instance.no_such_file": "请核对路径：没有文件{file}。",
    "instance.open_wire": (
        "不能在{host}上用不加密的HTTP提供服务，姓名和密码会被旁人看到。"
        "请加 --cert 和 --key，或加 --self-signed 自制证书；"
        "前面有加密的代理时，请设置MEDIATION_TRUSTED_PROXIES。"
    ),
    "instance.port_taken": "{host}的端口{port}已被占用。请用 --port 换一个端口。",
    "instance.not_a_demo": "{folder}里不是演示实例，没有改动。请用 --instance 换一个空文件夹。",
    "instance.demo_runs": "{folder}里的演示正在运行。请先结束它，或用 --instance 换一个文件夹。",
    "settings.faulty": "设置有误，请检查：{names}。",
}
