"""Tables and the questions asked of them: one file per capability, tables first, queries after.

Whoever stands above receives facts (frozen dataclasses), never rows.  A list for a door always
takes the actor and filters by `visibility`.  Nothing here decides and nothing here commits.
"""
