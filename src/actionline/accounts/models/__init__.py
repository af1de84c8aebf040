"""People, what they may do, and whom they speak for."""

from .people import User, UserManager
from .roles import Role

__all__ = ["Role", "User", "UserManager"]
