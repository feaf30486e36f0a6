"""The papers of the GDPR: the notice to people (art. 14), the register (30), processors (28).

They say what the service does and what the programme's file states; what it lacks is marked.
What the store keeps, and for how long, is told here and decided in `store.retention`.
"""
