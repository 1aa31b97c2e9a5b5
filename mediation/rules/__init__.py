"""The law and the policy of the house, pure: facts in, decision out.

No row, no request, no clock reading, no today.  Tables say what the law says, one row per
provision, each citing its article; engines read the tables and know no provision by name.
"""
