"""Pure decisions of evaluation: shares with intervals, rules, samples, visits that cannot have been so."""
