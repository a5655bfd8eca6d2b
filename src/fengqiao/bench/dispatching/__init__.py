"""`dispatch`: recorded calls replayed under every policy, beside closest idle unit and home again."""
