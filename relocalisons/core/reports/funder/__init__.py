"""What a funder receives about a period, the profile it asks for, its chapters, closing, schedule.

Each line of « Échéancier rapports » is one step: draft, close, export, mark as sent.
Payment claims are in `claims`; files and their publication are in `tasks/papers`.
"""
