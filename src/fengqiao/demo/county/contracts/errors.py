"""What can go wrong while a county is made. Each error carries a stable code."""


class CountyError(Exception):
    """The county could not be generated as asked."""

    code = "county_invalid"


class DisconnectedRoadsError(CountyError):
    """Some road node cannot be reached from the others, so no unit could ever be sent there."""

    code = "county_roads_disconnected"


class PlaceNotFoundError(CountyError):
    """A text or a plan names a place, street or kind of premise that this county does not have."""

    code = "county_place_not_found"
