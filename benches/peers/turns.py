"""Commands that are run by turns: what each took, and whether its answer is right."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from truth import truth

# No command takes this long; one that does is named as failed.
SECONDS_AT_MOST = 300

# What the peers say of themselves.
VERSIONS = {}


@dataclass
class Run:
    """What one run took: processor and wall seconds, the peak of memory in MiB."""

    processor: float
    wall: float
    peak: float


@dataclass
class Job:
    """A command, how its answer is checked, and its runs."""

    peer: str
    work: str
    study: Path
    command: list
    # Of what it printed to whether that is right: "exact", or how far off.
    check: object
    # Whether it prints its own times as JSON in front of its answer.
    own_clock: bool = False
    environment: dict = field(default_factory=dict)
    # What must be away before a run.
    output: Path = None
    runs: list = field(default_factory=list)
    verdict: str = ""
    failed: str = ""

    @property
    def bytes(self):
        return truth(self.study)["bytes"]

    def fails(self, why):
        self.failed, self.runs = why, []
        print(f"   {self.peer}, {self.work}: {why}", file=sys.stderr)

    def run(self, counted):
        if self.failed:
            return
        if self.output:
            shutil.rmtree(self.output, ignore_errors=True)
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.NamedTemporaryFile() as peak:
            # A process started from here would inherit this one's peak of memory, so a small one stands between.
            command = ["/usr/bin/time", "-q", "-f", "%M", "-o", peak.name, *map(str, self.command)]
            begin = time.perf_counter()
            process = subprocess.Popen(command, stdout=out, stderr=err, env={**os.environ, **self.environment})
            status, usage = ended(process)
            wall = time.perf_counter() - begin
            out.seek(0), err.seek(0)
            answer, said = out.read().decode("utf-8", "replace"), err.read().decode("utf-8", "replace").strip()
            if status != 0:
                return self.fails(f"failed: {said.splitlines()[-1] if said else f'status {status}'}")
            taken = Run(usage.ru_utime + usage.ru_stime, wall, int(peak.read()) / 1024)
        if self.own_clock:
            line, answer = answer.split("\n", 1)
            own = json.loads(line)
            taken.processor, taken.wall = own["processor"], own["wall"]
            if "version" in own:
                VERSIONS[self.peer] = own["version"]
        verdict = self.check(answer)
        if self.verdict and verdict != self.verdict:
            return self.fails(f"answers differ between runs: {self.verdict}; {verdict}")
        self.verdict = verdict
        if counted:
            self.runs.append(taken)

    def of(self, figure, summary=statistics.median):
        """The median of its runs, or another summary; nothing if it did not run."""
        return summary([getattr(run, figure) for run in self.runs]) if self.runs else None

    def rate(self, summary=statistics.median):
        """MB a second of processor time; with `min` that of the quickest run."""
        return self.bytes / 1e6 / self.of("processor", summary) if self.runs else None


def ended(process):
    """Waits for a process and what it started; its status and what it used."""
    deadline = time.monotonic() + SECONDS_AT_MOST
    nap = 0.0005
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage
        if time.monotonic() > deadline:
            process.kill()
        time.sleep(nap)
        nap = min(nap * 1.1, 0.01)


def by_turns(jobs, runs, warm_up=1):
    """A B C, A B C, …, so that what disturbs the machine disturbs all alike. The first turn is not counted."""
    for turn in range(-warm_up, runs):
        for job in jobs:
            print(f"   {turn + 1}: {job.peer}, {job.work}", file=sys.stderr)
            job.run(counted=turn >= 0)
    return jobs
