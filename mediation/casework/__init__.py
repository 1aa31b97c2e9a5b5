"""The verbs of the trade: one file per capability, strangers to each other.

A verb reads as the story: it gathers facts, asks the rules, tells the tables and takes a step.
It holds no permission, no commit, no arithmetic of dates and no sentence for a user; those
belong to the gate, the gate, the rules and the wording.
"""
