"""The command line, one module a command.

application.py   the commands and their help     demo.py            six nights of the sample story
run.py           one flow, from a terminal       bench.py           measured budgets and peers
sandbox.py       Google and SendGrid, on loopback
private_prefect.py   a Prefect server of our own   story.py         what people do between nights
"""
