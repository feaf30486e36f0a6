"""When a contract is to be paid at the latest, by what is sold and who buys.

Here: which delay of the law a contract falls under, and what its sheet says beside.
Not here: the delays themselves with their texts (`sources.laws.payment_delays`).
"""
