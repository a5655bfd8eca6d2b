"""Pages of the organisation: strength, duty time, beats, posts, seats, and advice."""
