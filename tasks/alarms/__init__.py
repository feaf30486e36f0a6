"""What Prefect's server notices of runs, told once, in French, to the right person.

A page on loopback that its automations call, and a watch over the server itself.
Here too: what each alarm says. Not here: what a run tells by itself (`tasks/night`).
"""
