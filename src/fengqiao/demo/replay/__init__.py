"""A real day out of an export of calls, told through the product's own doors by invented people."""
