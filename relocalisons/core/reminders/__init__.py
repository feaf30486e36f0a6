"""Who is told what, by which way, and why not: findings and decisions become the plan of the week.

Digests, calls, escalations, urgent points, her own week.
How a mail reads is `rendering/mails`; how it leaves is `tasks`.
"""
