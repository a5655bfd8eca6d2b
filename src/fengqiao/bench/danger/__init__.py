"""The benchmark `danger`: how much of the labelled call texts is heard, and how often wrongly."""
