"""Answers: read before the night concludes, offered to her, and noted in her tabs by her « oui ».

How a mail is taken apart stands in `tasks/mail/inbound`; what is proposed in `core/proposals`.
Nothing here writes in a partner's workbook.
"""
