"""The same line in two readings of a table.

`lines` turns rows into what is compared, `likeness` weighs it, `pairing` takes the steps, strongest
first, on a `matching`. How a line is called for ever after is `core/programme/lasting_names`.
Which cells changed on a line is no business of this folder: see `core/sources/changes`.
"""
