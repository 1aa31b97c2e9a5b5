"""The door of the clock: one watch that comes by every minute, and the postman.

They choose the moment, become the system actor and call one verb after another; what is due is
decided in `casework` and below.  State is in our own tables, never in the scheduler: its store is
memory, a missed minute is made up for by the next one (`misfire_grace_time=None`,
`coalesce=True`), and no job is ever pickled.
"""
