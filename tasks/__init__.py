"""The outside world: Google, SendGrid, Prefect's artifacts; timeouts, retries, plain errors.

One folder a purpose; flows read as a table of contents of what stands here.
Rules are in `core`, files in `rendering`, memory in `store`.
"""
