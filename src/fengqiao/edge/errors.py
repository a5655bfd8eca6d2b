"""What can go wrong beside a camera, each with a stable code, the place, the fact and what to do."""


class EdgeError(Exception):
    code = "edge.error"
    exit_status = 2

    def __init__(self, *, where: str, what: str, remedy: str) -> None:
        self.where, self.what, self.remedy = where, what, remedy
        super().__init__(f"{where}: {what}. {remedy}")


class SourceMissingError(EdgeError):
    code = "edge.source_missing"
    exit_status = 3


class SourceUnreadableError(EdgeError):
    code = "edge.source_unreadable"


class SourceBrokenError(EdgeError):
    """The source began well and broke off; what was seen until then counts."""

    code = "edge.source_broken"


class ConfigurationInvalidError(EdgeError):
    code = "edge.configuration_invalid"


class ConfigurationMissingError(EdgeError):
    code = "edge.configuration_missing"


class CameraUnknownError(EdgeError):
    code = "edge.camera_unknown"


class KeyRefusedError(EdgeError):
    code = "edge.key_refused"


class ServerAwayError(EdgeError):
    code = "edge.server_away"
    exit_status = 4


class ServerAnswerError(EdgeError):
    """The server answered something that the contract does not know."""

    code = "edge.server_answer"


class WarningRefusedError(EdgeError):
    """The server will never take this warning; sending it again is pointless."""

    code = "edge.warning_refused"


class SpoolUnwritableError(EdgeError):
    code = "edge.spool_unwritable"
    exit_status = 3


class ModelMissingError(EdgeError):
    code = "edge.model_missing"
    exit_status = 3


class ModelRejectedError(EdgeError):
    """The file is not the model its manifest describes, or no model at all."""

    code = "edge.model_rejected"


class RuntimeMissingError(EdgeError):
    """A model file is there, the packages that run it are not."""

    code = "edge.runtime_missing"
    exit_status = 3
