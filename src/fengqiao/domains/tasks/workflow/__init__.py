"""Pure decisions of the morning: states, whose task it is, who works when, what comes on the desk, the plan."""
