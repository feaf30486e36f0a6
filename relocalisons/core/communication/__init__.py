"""« Communication »: publications, their chain of agreements, their words, the funders' logos.

Findings on a step that is late, or on logos that nobody checked.
Where the pictures are fetched is `tasks/meetings/logos`.
"""
