"""Writes of reports: one function per use case, each with permission, change, audit and event in one transaction."""
