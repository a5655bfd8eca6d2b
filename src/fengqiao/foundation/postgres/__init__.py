"""The private PostgreSQL: found, made, started, shared between processes, stopped by the last one."""

from fengqiao.foundation.postgres.cluster import FULL_BELOW, Cluster, ClusterError
from fengqiao.foundation.postgres.connection import ConnectionParts, parse_database_url

__all__ = ["FULL_BELOW", "Cluster", "ClusterError", "ConnectionParts", "parse_database_url"]
