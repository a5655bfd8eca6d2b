"""Alarms on their way to people who look at no screen: a folder from which a gateway (SMS, pager, siren) takes them."""
