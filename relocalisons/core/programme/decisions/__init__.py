"""What the coordinator decided: her words read once, dates agreed, chains she shares, the baseline.

Also which tabs are ours, and where their columns stand after she has moved them.
What a decision then does to a mail is in `reminders`.
"""
