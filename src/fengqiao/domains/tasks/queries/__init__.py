"""Reads of tasks and day plans; each scoped to what the actor may see."""
