"""The post: how a letter is written and how it reaches a mail relay.

Who should get a letter is decided in `casework`; when, in `jobs`.  Here is only what a letter
says (never a person's name, number or story, never an employer's name) and the conversation
with one SMTP relay that the operator has named.  No other address is ever called.
"""
