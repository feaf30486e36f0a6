"""Publishing a document, and remembering it so that the next run knows its own work."""

from collections.abc import Mapping

from relocalisons.store.readings.reports import last_report, report_published
from tasks.google.sign_in import account_of
from tasks.papers.publication import Document, LastPublication, Published, is_ours, publish
from tasks.run.programme_run import Google, ProgrammeRun


def publish_and_remember(
    run: ProgrammeRun,
    google: Google,
    document: Document,
    *,
    folder_id: str,
    facts: Mapping[str, str] | None = None,
) -> Published:
    """Create, revise or leave alone one document; `facts` are for the next one to compare with.

    A document that somebody has edited is left alone, and what the store remembers of ours stays.
    """
    past, account = last_report(run.store, run.code, document.key), account_of(run.settings)
    last = LastPublication(fingerprint=past.fingerprint, at=past.at) if past else None
    done = publish(google.drive, document, folder_id=folder_id, last=last, account=account)
    if is_ours(done, last=last, account=account):
        report_published(
            run.store,
            programme=run.code,
            report_key=document.key,
            fingerprint=document.fingerprint,
            file_id=done.item.file_id,
            # Drive stamps the conversion after our upload; the later of both is ours. What is only
            # recognised was uploaded then: whatever was typed since stays somebody's.
            at=past.at if past and done.recognised else max(run.clock(), done.item.modified_time),
            facts={"link": done.item.web_link, **(facts or {})},
        )
    return done
