"""Codes of the lists in words, Chinese and English."""
