"""People, what they may do, and whom they speak for."""

from .invitations import Invitation
from .organisations import Organisation, OrganisationMember
from .people import User, UserManager
from .roles import Role

__all__ = ["Invitation", "Organisation", "OrganisationMember", "Role", "User", "UserManager"]
