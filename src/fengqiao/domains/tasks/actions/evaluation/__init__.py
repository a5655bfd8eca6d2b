"""Use cases of evaluation: count a month, draw and confirm visits, ask about impossible ones, set the rules."""
