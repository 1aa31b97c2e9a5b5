"""The command line: few commands, each a sentence in `--help`.

A command opens the instance, names an actor and calls one verb, as every other door does.  What
it prints is for operators and is Chinese; what it logs is English.
"""
