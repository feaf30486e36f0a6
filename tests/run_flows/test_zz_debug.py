from datetime import date, timedelta
import pytest
from theatre import MONDAY
from flows.daily_follow_up import daily_follow_up
from relocalisons.sample.story import edits_between
pytestmark = [pytest.mark.flows, pytest.mark.xdist_group("flows")]
def test_dbg(theatre):
    prev=MONDAY-timedelta(days=1)
    for day in (MONDAY,date(2026,3,5),date(2026,3,10)):
        theatre.at(day,5,0)
        n=theatre.teller.play(edits_between(theatre.sample, after=prev, until=day)); prev=day
        theatre.at(day); print(day,n,theatre.run(daily_follow_up, day)[:300])
        print([l['Clé'] for l in theatre.tab('Anomalies') if 'A2.22' in l['Clé']], [l['Constat'] for l in theatre.tab('Anomalies') if 'slipping:A2.22' in l['Clé']])
        with theatre.store() as store:
            from sqlalchemy import select
            from relocalisons.store.schema import snapshot_workbook, snapshot
            with store.begin() as c:
                fid=theatre.workbook('P10')
                print([(r.snapshot_id,r.read_at,r.modified_time,r.digest[:6]) for r in c.execute(select(snapshot_workbook).where(snapshot_workbook.c.file_id==fid)).all()])
