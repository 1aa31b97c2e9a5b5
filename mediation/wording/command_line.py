"""What the command line says to operators: one sentence for each command, and its answers."""

HELP: dict[str, str] = {
    "": "劳动争议调解平台：运行、维护和检查一个实例。",
    "demo": "新建演示实例，装入演示案件，并在本机提供服务。",
    "init": "建立实例：文件夹、密钥、数据库、区和机构；重复运行不改变已有内容。",
    "serve": "在一个进程树里提供网页并按时预警、发信。",
    "web": "只提供网页。",
    "worker": "只按时预警、发信。",
    "user": "管理账号。",
    "user add": "新增账号并给出首次登录密码。",
    "user disable": "停用账号并退出其全部登录。",
    "user unlock": "解除账号的登录限制。",
    "doctor": "检查实例是否完好，逐项说明怎样修复。",
    "backup": "备份数据库和密钥，密钥用口令加密。",
    "restore": "核验备份，或把备份恢复到新的文件夹。",
    "upgrade": "先备份，再把数据库升级到程序的版本。",
    "mail": "管理邮件通道。",
    "mail test": "发一封测试邮件，逐步显示与邮件服务器的对话。",
    "tick": "把时钟拨到某一时刻走一次，并发出到期的信；只用于演示和测试实例。",
    "clock": "推算一项期限的最后一日，并说明依据和推算过程。",
    "stats": "统计一段时间的来访、来信、来电、咨询、工单、活动、转办和案件。",
    "audit": "管理操作记录。",
    "audit verify": "核验操作记录是否完整，指出第一条不符的记录。",
}

OPTIONS: dict[str, str] = {
    "version": "显示版本后退出。",
    "debug": "程序出错时显示详细位置。",
    "instance": "实例文件夹；不写时取环境变量MEDIATION_INSTANCE。",
    "kind": "实例的用途：production正式、demo演示、test测试；不写时为正式。",
    "json": "以JSON输出。",
    "from": "起算事由发生的日期，如2026-03-02。",
    "first": "统计的第一天，如2026-01-01。",
    "last": "统计的最后一天，如2026-12-31。",
    "district": "区划代码；实例里只有一个区时可不写。",
    "host": "监听的地址；其他电脑要访问时写本机地址或0.0.0.0。",
    "port": "监听的端口。",
    "cert": "TLS证书文件（PEM）。",
    "key": "TLS私钥文件（PEM）。",
    "self_signed": "自制TLS证书，存入实例文件夹。",
    "demo_port": "监听的端口；不写时从8000起取第一个空闲端口。",
    "no_serve": "只建立演示实例，不提供服务。",
    "to": "备份存放的文件夹；不写时为实例文件夹里的backups。",
    "passphrase_file": "存有备份口令的文件；不写时在屏幕上询问。",
    "verify": "把备份放进临时数据库逐项核验，不恢复。",
    "restore_to": "恢复到这个空文件夹；PostgreSQL库由MEDIATION_DATABASE_URL指定。",
    "replace": "用升级前的副本换下实例里的SQLite数据库；换下的文件留在旁边。",
    "workers": "用gunicorn开几个进程；不写时一个进程多个线程。",
}

SAID: dict[str, str] = {
    "commands": "命令",
    "stopped": "已取消，没有改动。",
    "no_access": "不能读写{file}（{why}）。请核对权限和磁盘空间。",
    "not_installed": "（未安装，从源代码运行）",
    "unforeseen": "程序遇到没有预料到的情况（{kind}，{place}）。请联系维护人员；加 --debug 可看详情。",
}

USAGE: dict[str, str] = {
    "usage": "用法：",
    "no_option": "没有{name}这个选项。加 --help 可看全部选项。",
    "missing": "缺少{name}。加 --help 可看说明。",
    "no_value": "请在{name}后面写上它的值。",
    "bad_value": "请核对{name}的值（{words}）。",
    "other": "命令写得不对（{words}）。加 --help 可看说明。",
}

INIT: dict[str, str] = {
    "made": "已建立实例：{folder}（{engine}）",
    "kept": "实例已经存在，没有改动：{folder}（{engine}）",
    "sqlite": "SQLite",
    "postgresql": "PostgreSQL",
    "next": (
        "下一步：\n"
        "  mediation user add 用户名 --name 姓名 --organisation 番禺区总工会 --role admin{where}\n"
        "  mediation serve{where}"
    ),
}

SERVE: dict[str, str] = {
    "serving": "正在提供服务：{url}（按Ctrl-C结束）",
    "ended": "服务已结束。",
    "fell": "{name}意外停止（退出码{code}），{pause:.0f}秒后重新启动。",
    "own_certificate": "自制证书的SHA-256指纹：{print}",
}

DEMO: dict[str, str] = {
    "preparing": "正在准备演示实例，装入一年的虚构案件，约需十几秒：{folder}",
    "served": "演示已就绪，请用浏览器打开：{url}",
    "not_served": "演示实例已建好。要打开页面，请运行：mediation serve --port {port} --instance {folder}",
    "ready": (
        "{opening}\n"
        "账号：mediator 调解员、lawyer 律师、supervisor 主管、liaison 网格联络员、\n"
        "      court 法院联络员、auditor 审计员、admin 管理员\n"
        "密码：{password}\n"
        "数据全部虚构，存放在{folder}。"
    ),
    "ending": "按Ctrl-C结束。",
}

BACKUP: dict[str, str] = {
    "made": "备份已写入：{folder}\n请另行保管口令：没有口令就不能恢复。",
    "ask": "备份口令",
    "proved": "备份可用：{at}，{tables}张表共{rows}行，操作记录{acts}条前后相接。",
    "opened": "随机抽取的一个加密号码可以解开。",
    "nothing_sealed": "备份里没有加密号码可供抽查，密钥与数据库相符。",
    "restored": "已恢复到：{folder}",
}

UPGRADE: dict[str, str] = {
    "newest": "数据库已经是最新版本，没有改动。",
    "copied": "升级前的副本：{folder}",
    "upgraded": "数据库已升级到{revision}。",
    "unchanged": "升级没有完成，数据库仍是升级前的样子；副本在{folder}。",
    "way_back": "升级没有完成。请先停止服务；如需放回升级前的副本，请运行：\n  {command}",
}

CLOCK: dict[str, str] = {
    "rule": "期限",
    "start": "起算",
    "raw_due": "顺延前最后一日",
    "due": "最后一日",
    "provisional": "暂定",
    "yes": "是，放假安排尚未公布或录入",
    "no": "否",
    "basis": "依据",
    "derivation": "推算过程",
}

AUDIT: dict[str, str] = {
    "whole": "操作记录完整，共{count}条。",
    "broken": "操作记录从第{row}条起不能相互印证，请保全数据库并追查。",
}
