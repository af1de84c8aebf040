"""People, what they may do, and whom they speak for."""

from .organisations import Organisation, OrganisationMember
from .people import User, UserManager
from .roles import Role

__all__ = ["Organisation", "OrganisationMember", "Role", "User", "UserManager"]
