"""What may be said at a door: one schema per form, read into one frozen value.

Nothing here looks anything up.  A schema knows the shape of an answer; whether the answer is
allowed is asked in `rules` by the verb.
"""
