"""The search over plain arrays, compiled by numba; it needs the extra packages of requirements/plan.txt.

The base environment does without: then `engines.planning.search` does the same work more slowly.
"""
