"""The morning of a province: tasks, changes and day plans at full size."""
