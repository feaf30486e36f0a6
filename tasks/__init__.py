"""THE OUTSIDE WORLD: Google, SendGrid, Prefect's artifacts; timeouts, retries, translated errors.

clock.py            the one injected clock          google_sign_in.py   service account or OAuth
google_sheets.py    read a workbook, edit our tabs  google_drive.py     list, changes, files
retrying.py         bounded repeats, in one place   pacing.py           below Google's quotas
google_login.py     the project account's consent   google_refusals.py  what a refusal means
snapshots.py        what moved → one Snapshot
pilotage.py         the service's own tabs          publication.py      reports into the Drive
mail.py             one call to SendGrid            sending.py          claimed, posted, settled
failure_notice.py   a failure is told once a cause  coordinator_mail.py mails to the coordinator
run_requests.py     the forms of the flows          run_artifacts.py    French summaries in Prefect
"""
