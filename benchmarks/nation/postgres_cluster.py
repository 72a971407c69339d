"""The PostgreSQL that is measured: a cluster of our own, set for one large query at a time, with what it used."""

from __future__ import annotations

from benchmarks.nation.processes import children_of, seconds_of
from tools.postgres_cluster import QUICK, Cluster

SETTINGS = {
    **QUICK,
    "max_connections": "10",
    "shared_buffers": "4GB",
    "effective_cache_size": "12GB",
    "work_mem": "512MB",
    "maintenance_work_mem": "1GB",
    "max_parallel_workers_per_gather": "2",
    "max_parallel_maintenance_workers": "2",
    "random_page_cost": "1.1",
    "temp_buffers": "1GB",
    "max_wal_size": "8GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
}
"""For one large query at a time on a machine with 24 GiB; no crash safety, which helps loading and keeping results."""


class MeasuredCluster(Cluster):
    """A running server and the processor time it took."""

    def __init__(self, **settings: str) -> None:
        super().__init__({**SETTINGS, **settings})

    def processor_seconds(self) -> float:
        """What the server has used so far, parallel workers that have ended included."""
        running = sum(seconds_of(child) for child in children_of(self.postmaster))
        return running + seconds_of(self.postmaster, with_ended_children=True)
