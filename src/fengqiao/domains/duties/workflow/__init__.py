"""From the text of a list to what the engine and people read: no database, no clock."""
