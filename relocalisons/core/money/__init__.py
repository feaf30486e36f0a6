"""Sums of money and the rules that bear on them; nothing about a funder is written here.

funding_key.py   who pays which share        expense.py   one line of « Dépenses »
books.py         the tables of money         transfers.py how far a transfer rule is used
amounts.py       the six amounts             evidence.py  the pieces each expense must have
transfer_rule.py transfers between lines     outlook.py   spending at the end of a convention
"""
