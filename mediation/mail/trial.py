"""The trial letter: what an administrator sends to see whether the post works."""

from dataclasses import dataclass

from mediation.mail.layout import Content, set_letter
from mediation.mail.message import Letter
from mediation.mail.occasion import Occasion


@dataclass(frozen=True, slots=True)
class TrialLetter:
    """The facts of a trial letter: none but the moment."""

    def letter(self, occasion: Occasion) -> Letter:
        """Write the trial letter."""
        return set_letter(
            Content(
                subject=f"邮件通道测试 {occasion.sent_words}",
                heading="邮件通道测试",
                paragraphs=("看到这封邮件，说明平台的邮件通道可以使用，无需回复。",),
                footer=(f"发送 {occasion.sent_words}", "本邮件不含个人信息。"),
            )
        )
