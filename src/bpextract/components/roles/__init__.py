"""Roles: how far one goes from its title on (`spans`), and who holds it (`holders`)."""

from bpextract.components.roles.finder import RolesFinder

__all__ = ["RolesFinder"]
