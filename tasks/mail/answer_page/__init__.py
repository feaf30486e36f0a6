"""A page on which a person answers without an account: its signed link, its server, its form.

A GET never acts, a POST only proposes: what is sent is sealed as a mail is, and read by the flows.
What a form means is judged in `core/replies/answer_page`.
"""
