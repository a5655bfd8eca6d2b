"""The morning: what the lists ask for becomes tasks with an owner, and each officer's day."""

from fengqiao.domains.tasks.actions.generation.changed import note_changes, regenerate_changed
from fengqiao.domains.tasks.actions.generation.morning import generate_morning_lists, generate_tasks, replan_station

__all__ = ["generate_morning_lists", "generate_tasks", "note_changes", "regenerate_changed", "replan_station"]
