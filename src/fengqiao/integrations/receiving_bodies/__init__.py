"""The bodies that reports are handed to. Until a real connection is agreed, a simulated day has a simulator of them."""
