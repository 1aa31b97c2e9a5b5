"""What the system says about backups and what is made from them."""

ERRORS: dict[str, str] = {
    "backup.short_words": "请用至少{shortest}个字符的口令。",
    "backup.no_place": "请核对{place}：不能在那里写入备份。",
    "backup.not_a_backup": "{place}不是备份文件夹，里面没有SHA256SUMS。",
    "backup.damaged": "备份的内容与写入时不同，不能使用：{names}。请换用另一份备份。",
    "backup.wrong_words": "口令不对，或备份的说明被改过，没有解开密钥。请核对口令。",
    "backup.has_no_keys": "这份副本不带密钥。请加 --to 和 --replace 放回它原来的实例。",
    "backup.other_keys": "密钥与备份里的数据库不符，不能使用。",
    "backup.chain_broken": "备份里的操作记录从第{row}条起不能相互印证，不能使用。",
    "backup.rows_differ": "备份里的行数与写入时不同，不能使用：{names}。",
    "backup.other_engine": "备份与目标不是同一种数据库。请核对MEDIATION_DATABASE_URL。",
    "backup.not_empty": "{place}不是空的，没有改动。请换一个空文件夹或空数据库。",
    "backup.needs_server": "核验PostgreSQL备份需要一个服务器。请设置MEDIATION_DATABASE_URL。",
    "backup.no_scratch": "不能在数据库服务器上建立临时数据库。请授予建库权限后重试。",
    "backup.no_program": "没有找到{version}或更高版本的{program}。请安装postgresql-client-{version}。",
    "backup.program_stopped": "{program}没有完成：{words}。",
    "backup.verify_or_to": "请选择核验（--verify）或恢复（--to），只能选一项。",
}
