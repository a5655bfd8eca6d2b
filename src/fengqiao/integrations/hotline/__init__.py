"""12345, to which what is not police business is handed. A simulated day has a simulator of it."""
