"""What a clause means, by the verb that carries it: its kind, its tense, whether it is denied.

`words` knows French: how a verb bends, what kind of thing it tells; `deciding` knows none and
makes an act of it. Where the phrases of `replies.words` find nothing, this reads; it is in doubt.
"""
