"""The mediation service of a district federation of trade unions.

The package root imports nothing: whoever needs a room names it, and importing one room never
drags in another.  The floors are drawn in the README; `import-linter` keeps them.
"""
