"""The beats of the demonstration day, by id."""
