"""The worker's two recurring jobs: deliver events; run what the schedule says and seal the audit chain."""

from __future__ import annotations

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from fengqiao.config.schedule import DAILY, EVERY
from fengqiao.config.working import put_back
from fengqiao.domains.duties.jobs import work_on_the_past
from fengqiao.domains.incidents.jobs import replay_what_ifs
from fengqiao.domains.organisation.jobs import work_on_rosters
from fengqiao.foundation.audit.sealing import seal_committed
from fengqiao.foundation.clock.scheduling import run_daily, run_every
from fengqiao.foundation.events.delivering import deliver_pending

STALLED_AFTER_SECONDS = 60


def run_due_work() -> None:
    """This function will do everything that is due now: deliveries, scheduled jobs, sealing."""
    deliver_pending()
    for daily in DAILY:
        run_daily(name=daily.name, at=daily.at, job=daily.job, commits_itself=daily.commits_itself)
    for every in EVERY:
        run_every(name=every.name, seconds=every.seconds, job=every.job, commits_itself=every.commits_itself)
    deliver_pending()
    seal_committed()
    # Not by the clock of the schedule: a person waits for it in real time, also where a demonstration's clock stands.
    work_on_the_past()
    replay_what_ifs()
    work_on_rosters()


@app.periodic(cron="* * * * * *")
@app.task(
    name="fengqiao.due_work",
    queueing_lock="fengqiao.due_work",
    lock="fengqiao.due_work",
    retry=RetryStrategy(max_attempts=3),
)
def due_work(timestamp: int) -> None:
    """This job will run each second; the lock keeps two workers from doing the same turn."""
    run_due_work()


@app.periodic(cron="* * * * *")
@app.task(name="fengqiao.retry_stalled", queueing_lock="fengqiao.retry_stalled", pass_context=True)
async def retry_stalled(context: object, timestamp: int) -> None:
    """This job will put back what a killed worker had taken while others live (procrastinate does not by itself)."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await put_back(job)
