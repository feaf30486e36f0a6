"""Sample: an invented programme, what its people type over three months, and the truth to find.

Here: `programme` makes it from a seed, `story` tells any evening, `truth` what is to be found then;
`demo` plays it all through the real flows.
Not here: anything of `core`: the truth is known by who planted it, never read again.
"""
