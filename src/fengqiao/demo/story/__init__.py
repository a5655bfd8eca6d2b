"""Tells the demonstration day: every act goes through the product's own doors, as the person whose work it is."""
