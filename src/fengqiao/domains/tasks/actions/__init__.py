"""Writes of tasks: one function per use case; permission, change, audit and event in one transaction."""
