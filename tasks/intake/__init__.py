"""The night's material: what moved in the Drive, workbooks to grids, the past, the findings.

`follow_up_steps` is what most flows begin with.
The meaning of cells is `core`; dropped files are opened in `files` and `xlsx`.
"""
