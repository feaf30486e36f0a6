"""One expense on two lines: which lines look alike, and which of them waits.

Here: what makes two lines alike, whatever was typed, and which one stays in every sum.
Not here: what a claim says of it (`review/doubles`), nor the finding (`findings/co_funding`).
"""
