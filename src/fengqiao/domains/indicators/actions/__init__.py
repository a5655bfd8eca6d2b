"""What is written here: bulletins that are issued."""
