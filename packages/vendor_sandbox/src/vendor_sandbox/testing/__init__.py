"""Vendor sandbox, testing: what the tests of a client may want beside the sandbox itself.

Here: a small seeded drive, a wire that breaks, a SendGrid that misbehaves at the exact byte.
Not here: tests; nothing of the sandbox imports this room.
"""
