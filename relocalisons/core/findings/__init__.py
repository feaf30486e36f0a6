"""Pure: what the coordinator should know, one module a subject; `assessment.py` calls them all.

plan          schedule, steadiness, ripple, contradictions, vanished, struck
data          data, structure, workbook_locale, reminder_rules
deliverables  deliverables, deliverable_files, dissemination
money         stewardship → expenses, expense_figures, evidence, payment_order, co_funding,
              money_names, transfers, outlook, claims, advances, two_calendars
objectives    stewardship → indicators (indicator_lines), risks
administration stewardship → administration, coordinator_time
producers     producers → contracts, harvest, certificates, visits; volumes
partnership   partnership → meetings (meeting_notices, meeting_decisions, attendance),
              communication, mobilisation
reports       funder_reports
their life    lives: how each stood before → sight (settled, or out of sight), succession

`*_wording.py` and `wording.py` hold the sentences that several subjects begin with.
"""
