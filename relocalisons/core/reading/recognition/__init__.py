"""How the columns of a tab are recognised, by their titles and by what their cells hold.

`understood` says in words what each was taken for.
Nothing is read here: `reading/grid` asks and obeys, and what one cell says is `reading/cells`.
"""
