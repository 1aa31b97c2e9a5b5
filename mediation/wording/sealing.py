"""What the system says when something sealed cannot be opened."""

ERRORS: dict[str, str] = {
    "sealing.unreadable": "密文不能解开。请核对密钥和数据库是否配套。",
    "sealing.key_destroyed": "该案的密钥已经销毁，密文不能再解开。",
}
