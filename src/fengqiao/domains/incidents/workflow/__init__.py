"""The rules of incidents, pure: which state follows which, how a signal is sorted, what is late."""
