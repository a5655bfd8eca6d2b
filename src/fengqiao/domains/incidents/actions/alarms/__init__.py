"""Alarms: opened when something is late, sent rung by rung, taken by a person, settled when it is done."""
