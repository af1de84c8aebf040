"""What was done, as told; rounds in which it is asked for; how far each subject is, by rule."""

from .reports import Figure, Report, Version
from .rounds import Request, Round
from .standing import Status

__all__ = ["Figure", "Report", "Request", "Round", "Status", "Version"]
