"""Numbers, euros, amounts with a unit, progress, and titles that say a measure: « (k€) ».

All exact decimals; what is ambiguous stays ambiguous.
What an amount is for, and what it adds up to, is the business of `money` and `producers`.
"""
