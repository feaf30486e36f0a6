"""What « Paramètres » and « Partenaires » say of reminders: rhythm, quiet times, pauses.

They stand this low because findings look at them too.
Who is written to is decided in `reminders`.
"""
