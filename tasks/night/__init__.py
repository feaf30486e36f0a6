"""How a flow begins and ends: its opening, its summary, its failure or lateness told once a cause.

The summary is an artifact of Prefect and a line of « Journal ».
The sentences of one purpose stand beside its steps.
"""
