"""The browser's door: views that parse, call one verb and answer.

`guard` stands before every view and declares what the door demands, `sessions` knows who is
there, `door` makes the actor, `page` gives templates what all of them need, and `faults` turns
each error into its page, once.  Views hold no rule and no sentence.

Why every route carries a marker instead of being listed in one table: the marker stands where the
reader of a view looks, and the start of the service refuses a route without one.
"""
