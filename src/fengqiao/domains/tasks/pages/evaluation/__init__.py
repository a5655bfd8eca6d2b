"""Pages of evaluation: figures of rows and places, burden, calls that confirm, the officer's own figures, rules."""
