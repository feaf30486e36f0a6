"""What waits for the coordinator beside the findings, and urgent points told the day they appear.

Mails to decide on, calls to make, hard deadlines.
What the tabs say is `core/pilotage`; how they are written is `tasks/google/tabs`.
"""
