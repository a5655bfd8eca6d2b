"""`engines`: how long the engines think over a station's own sizes, and how long a typed address takes."""
