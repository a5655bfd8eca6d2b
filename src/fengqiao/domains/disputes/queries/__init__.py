"""Reads of disputes and promises, and who may see them."""
