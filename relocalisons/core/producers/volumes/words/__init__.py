"""What words say of volumes: the season of a crop by its name, and what a note tells is lost.

A risk or a denial is no loss; a crop without a curve is even.
Nothing is added up here: balances, projections and losses are in the folder above.
"""
