"""Tables that a station fills in beside those of `fq init`: shifts, units that can be sent, addresses and premises."""
