"""The gate: the only way in.

`command` asks permission, reads the clock once, opens the one transaction, runs the verb, writes
the audit row and commits.  `step` is the only writer of a state.  `upkeep` is the second entry,
unaudited, for a named list of tables that are housekeeping and no decision.

The gate knows no capability by name: what a step starts, stops and demands stands in the
workflow table, and how an actor stands to an object is handed in by the verb.
"""
