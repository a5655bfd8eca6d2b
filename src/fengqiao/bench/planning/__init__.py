"""The benchmark `planning`: day plans against the best values known for public cases, and against other solvers."""
